/**
 * Numbers without a meaning yet: distributions, percentiles, sums, buckets.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.metrics.numbers;

import org.jspecify.annotations.NullMarked;
