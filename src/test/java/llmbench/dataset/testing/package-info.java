/**
 * What tests of the datasets share.
 *
 * <p>May import options.
 */
@NullMarked
package llmbench.dataset.testing;

import org.jspecify.annotations.NullMarked;
