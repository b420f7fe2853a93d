/**
 * The figures of {@code evalscope perf}, by the definitions of its versions.
 *
 * <p>May import latency, metrics.numbers, metrics.request and timeline.
 */
@NullMarked
package llmbench.metrics.evalscope;

import org.jspecify.annotations.NullMarked;
