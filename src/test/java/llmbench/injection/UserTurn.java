package llmbench.injection;

import io.gatling.javaapi.core.Session;
import java.util.List;
import llmbench.conversation.Answer;
import llmbench.conversation.Move;
import llmbench.llm.LlmResult;
import llmbench.llm.SavedResult;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/** The turn of a conversation that a Gatling user has. */
final class UserTurn {

  private static final String SENT = "llmbench.turn";
  private static final String RESULT = SavedResult.DEFAULT_ATTRIBUTE;

  private UserTurn() {}

  /** A user that is about to send it. */
  static Session with(Move.Send turn, Session session) {
    return session.remove(RESULT).set(SENT, turn);
  }

  /** Whether the user has sent one. */
  static boolean isIn(Session session) {
    return session.contains(SENT);
  }

  /** The user without it; what became of it is forgotten. */
  static Session without(Session session) {
    return session.remove(SENT).remove(RESULT);
  }

  /**
   * What comes behind the turn that a user has sent.
   *
   * @param rule which answers count
   */
  static List<Move> behind(Session session, AnswerRule rule, long nowNanos) {
    Move.Send.End end = session.<Move.Send>get(SENT).end();
    @Nullable LlmResult result = session.contains(RESULT) ? session.get(RESULT) : null;
    return result != null && rule.counts(result)
        ? end.answered(answer(result), nowNanos)
        : end.failed(why(result), nowNanos);
  }

  /** Nothing is known of a request that could not be built. */
  private static FaultKind why(@Nullable LlmResult result) {
    Fault fault = result == null ? null : result.fault();
    return fault == null ? FaultKind.BUILD : fault.kind();
  }

  /** In a stream a model thinks before it speaks; in a whole answer what it says stands first. */
  private static Answer answer(LlmResult result) {
    String text = result.timeline().text();
    String reasoning = result.timeline().reasoning();
    String all = result.unstreamed() ? text + reasoning : reasoning + text;
    return new Answer(text, reasoning, all, result.timeline().toolCalls());
  }
}
