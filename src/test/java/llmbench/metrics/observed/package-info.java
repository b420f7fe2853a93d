/**
 * The true figures: what was seen on the wire, whatever a tool makes of it.
 *
 * <p>May import latency, metrics.numbers, metrics.request and timeline.
 */
@NullMarked
package llmbench.metrics.observed;

import org.jspecify.annotations.NullMarked;
