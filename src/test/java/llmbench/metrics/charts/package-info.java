/**
 * What the page draws: series over time, scatters, the requests worth showing.
 *
 * <p>May import metrics.numbers, metrics.observed, metrics.request and timeline.
 */
@NullMarked
package llmbench.metrics.charts;

import org.jspecify.annotations.NullMarked;
