/**
 * Facts of one request: bytes become events, events become chunks, chunks have times; and how the
 * request ended. Pure: no clock, no I/O.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.timeline;

import org.jspecify.annotations.NullMarked;
