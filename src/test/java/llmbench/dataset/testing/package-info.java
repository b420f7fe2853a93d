/**
 * What tests of the datasets share.
 *
 * <p>May import dataset, options and tokenizer.
 */
@NullMarked
package llmbench.dataset.testing;

import org.jspecify.annotations.NullMarked;
