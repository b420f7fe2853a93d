/**
 * What tests and {@code bench/tokenizers} compare tokenizers with the real tools by.
 *
 * <p>May import tokenizer.
 */
@NullMarked
package llmbench.tokenizer.testing;

import org.jspecify.annotations.NullMarked;
