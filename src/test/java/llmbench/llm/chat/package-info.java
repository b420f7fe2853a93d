/**
 * Conversations in the DSL: what a user and a model have said so far, as session state.
 *
 * <p>May import timeline.
 */
@NullMarked
package llmbench.llm.chat;

import org.jspecify.annotations.NullMarked;
