/**
 * numpy's and Python's random generators, bit for bit: datasets and schedules draw from them.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.random;

import org.jspecify.annotations.NullMarked;
