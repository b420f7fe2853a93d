/**
 * The steady part of a run, by the definitions of the tools that have one, and what it came to.
 *
 * <p>May import latency, metrics.numbers, metrics.request and timeline.
 */
@NullMarked
package llmbench.metrics.windows;

import org.jspecify.annotations.NullMarked;
