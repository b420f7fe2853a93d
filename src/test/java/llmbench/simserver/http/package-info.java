/**
 * HTTP of the simulated server: what comes in, and how answers are written.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.simserver.http;

import org.jspecify.annotations.NullMarked;
