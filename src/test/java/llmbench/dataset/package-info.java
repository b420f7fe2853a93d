/**
 * The ordered list of prompts, as the tool makes it.
 *
 * <p>May import options, random and tokenizer.
 */
@NullMarked
package llmbench.dataset;

import org.jspecify.annotations.NullMarked;
