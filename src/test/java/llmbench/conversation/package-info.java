/**
 * Conversations: what the next turn says, given the answers so far, and who plays which of them
 * when; pure, without clock and network.
 *
 * <p>May import timeline.
 */
@NullMarked
package llmbench.conversation;

import org.jspecify.annotations.NullMarked;
