package llmbench.llm;

import java.util.function.Consumer;

/**
 * Is told of every {@code llm(...)} request of a run, but for those that are silent to Gatling. On
 * the users' event loops: hand over and return.
 */
public interface LlmObserver {

  /** Looks at nothing. */
  LlmObserver NONE = call -> result -> {};

  /**
   * A request is about to be sent.
   *
   * @return is told once what came of it, before its user goes on
   */
  Consumer<LlmResult> started(LlmCall call);

  /**
   * Bytes came on a connection of the run's without a request that had asked for them; it is
   * closed.
   *
   * @param beginning of them, as far as it is shown to people
   */
  default void unasked(String beginning) {}

  /**
   * Whether the run is being stopped, so that no request is sent any more; a user who comes to one
   * stays there.
   */
  default boolean isStopping() {
    return false;
  }

  /** A user begins. */
  default void user(io.gatling.javaapi.core.Session session) {}
}
