package llmbench.llm;

import io.gatling.javaapi.core.Session;
import org.jspecify.annotations.Nullable;

/**
 * A check on a finished stream, as Gatling's own checks are on a finished response. It may save to
 * the session, and it may fail the request.
 *
 * <p>Made by the factories of {@link LlmDsl}; runs on the user's event loop, so it must be quick.
 */
public interface SseCheck {

  /** Checks one finished stream for one user. */
  Outcome check(Session session, LlmResult result);

  /**
   * What a check gave.
   *
   * @param session the session to go on with
   * @param failure why the check failed; null when it didn't
   * @param ofSlowness whether it failed by a time alone, which then still counts as one of an
   *     answer
   */
  record Outcome(Session session, @Nullable String failure, boolean ofSlowness) {

    /** What a check gave that looks at more than times. */
    public Outcome(Session session, @Nullable String failure) {
      this(session, failure, false);
    }
  }
}
