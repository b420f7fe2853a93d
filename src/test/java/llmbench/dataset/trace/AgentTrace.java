package llmbench.dataset.trace;

import java.util.List;
import llmbench.conversation.RecordedSession;

/**
 * A trace as it was read.
 *
 * @param blockSize how many tokens each block of a prompt stands for
 * @param sessions in the order in which the file has them; at least one
 */
public record AgentTrace(int blockSize, List<RecordedSession> sessions) {

  public AgentTrace {
    sessions = List.copyOf(sessions);
  }
}
