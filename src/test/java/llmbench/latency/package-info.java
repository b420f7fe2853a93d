/**
 * The latencies that are measured of a request, as one list: names, words and what each takes from
 * a request's times. Options, figures and reports loop over it.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.latency;

import org.jspecify.annotations.NullMarked;
