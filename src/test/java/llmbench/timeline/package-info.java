/**
 * Facts of one request: bytes become events, events become chunks, chunks have times; and how the
 * request ended. And the facts of the run around its requests, which the files carry. Pure: no
 * clock, no I/O.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.timeline;

import org.jspecify.annotations.NullMarked;
