/**
 * What the page draws: series over time, scatters, the requests worth showing.
 *
 * <p>May import metrics.request, metrics.numbers, metrics.evalscope and timeline.
 */
@NullMarked
package llmbench.metrics.charts;

import org.jspecify.annotations.NullMarked;
