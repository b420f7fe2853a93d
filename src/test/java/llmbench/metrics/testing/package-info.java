/**
 * What tests of the figures share: golden files and made-up requests.
 *
 * <p>May import timeline and metrics.
 */
@NullMarked
package llmbench.metrics.testing;

import org.jspecify.annotations.NullMarked;
