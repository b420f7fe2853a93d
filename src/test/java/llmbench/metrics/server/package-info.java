/**
 * What the server says of itself: at {@code /metrics} before and after a run, and in its answers.
 *
 * <p>May import latency, metrics.numbers, metrics.request and timeline.
 */
@NullMarked
package llmbench.metrics.server;

import org.jspecify.annotations.NullMarked;
