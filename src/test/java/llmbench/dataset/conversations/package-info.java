/**
 * The datasets of conversations: what their users say in turn, in the order in which conversations
 * begin, as a stream.
 *
 * <p>May import conversation, dataset, dataset.rows, options, random and tokenizer.
 */
@NullMarked
package llmbench.dataset.conversations;

import org.jspecify.annotations.NullMarked;
