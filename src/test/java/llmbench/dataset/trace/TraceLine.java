package llmbench.dataset.trace;

import java.util.List;
import java.util.OptionalDouble;
import llmbench.conversation.BlockPrompt;
import org.jspecify.annotations.Nullable;

/**
 * A call as a line of a trace has it, in whichever form; docs/agent-traces.md says more of each.
 *
 * @param session which it is of; null for a call that is a session of its own
 * @param id its name in its session; null for one that no other waits for
 * @param atMillis not before that, from any zero; there where it waits for no other
 * @param after ids of calls of lines before it, of the same session
 * @param waitMillis how long behind the last of their answers
 * @param outputTokens how many to ask for
 */
record TraceLine(
    @Nullable String session,
    @Nullable String id,
    OptionalDouble atMillis,
    List<String> after,
    double waitMillis,
    BlockPrompt prompt,
    int outputTokens) {

  TraceLine {
    after = List.copyOf(after);
  }
}
