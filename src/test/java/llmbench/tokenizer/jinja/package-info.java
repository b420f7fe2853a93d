/**
 * Renders the part of Jinja that chat templates use, as Python's jinja2 does for transformers.
 *
 * <p>May import options.
 */
@NullMarked
package llmbench.tokenizer.jinja;

import org.jspecify.annotations.NullMarked;
