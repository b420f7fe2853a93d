/**
 * Recorded sessions of agents: the forms in which they are recorded, and texts with the recorded
 * lengths and shared beginnings.
 *
 * <p>May import conversation, dataset, options and tokenizer.
 */
@NullMarked
package llmbench.dataset.trace;

import org.jspecify.annotations.NullMarked;
