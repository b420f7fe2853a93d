/**
 * The true figures: what was seen on the wire, whatever a tool makes of it.
 *
 * <p>May import metrics.request, metrics.numbers and timeline.
 */
@NullMarked
package llmbench.metrics.observed;

import org.jspecify.annotations.NullMarked;
