/**
 * numpy's and Python's random generators, bit for bit: datasets and schedules draw from them. And
 * one of our own, for what no tool draws.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.random;

import org.jspecify.annotations.NullMarked;
