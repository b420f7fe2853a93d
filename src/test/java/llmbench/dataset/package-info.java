/**
 * The datasets of both tools: the prompts of a run, in order, as a stream.
 *
 * <p>May import its inner rooms, options, random and tokenizer.
 */
@NullMarked
package llmbench.dataset;

import org.jspecify.annotations.NullMarked;
