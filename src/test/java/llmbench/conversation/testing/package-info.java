/**
 * Plays of conversations in virtual time, for tests.
 *
 * <p>May import conversation and timeline.
 */
@NullMarked
package llmbench.conversation.testing;

import org.jspecify.annotations.NullMarked;
