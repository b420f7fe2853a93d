/**
 * Encodes, decodes and counts tokens as the model does, and renders its chat template.
 *
 * <p>May import files, options and tokenizer.jinja.
 */
@NullMarked
package llmbench.tokenizer;

import org.jspecify.annotations.NullMarked;
