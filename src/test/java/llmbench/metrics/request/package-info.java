/**
 * One request as any tool sees it: which chunks count, what a success is, and its times.
 *
 * <p>May import latency, metrics.numbers and timeline.
 */
@NullMarked
package llmbench.metrics.request;

import org.jspecify.annotations.NullMarked;
