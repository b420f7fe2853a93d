/**
 * The ordered list of prompts, and the generators of numpy and Python that it is drawn from.
 *
 * <p>May import options and tokenizer.
 */
@NullMarked
package llmbench.dataset;

import org.jspecify.annotations.NullMarked;
