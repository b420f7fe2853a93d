/**
 * The datasets of both tools: the prompts of a run, in order, as a stream.
 *
 * <p>May import dataset.picture, dataset.rows, dataset.sound, files, hub, options, random and
 * tokenizer.
 */
@NullMarked
package llmbench.dataset;

import org.jspecify.annotations.NullMarked;
