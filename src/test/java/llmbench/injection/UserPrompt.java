package llmbench.injection;

import io.gatling.javaapi.core.Session;
import llmbench.dataset.Prompt;

/** The prompt that a Gatling user has. */
public final class UserPrompt {

  private static final String PROMPT = "llmbench.prompt";
  private static final String WARM_UP = "llmbench.warmUp";

  private UserPrompt() {}

  /** Whether the user has one. */
  static boolean isIn(Session session) {
    return session.contains(PROMPT);
  }

  /** The prompt that a user is about to send, or has just sent. */
  public static Prompt of(Session session) {
    return session.<Prompt>get(PROMPT);
  }

  /** A user that is about to send this prompt. */
  public static Session with(Prompt prompt, Session session) {
    return session.set(PROMPT, prompt);
  }

  /** A user that is about to send a prompt that isn't measured. */
  static Session withWarmUp(Prompt prompt, Session session) {
    return with(prompt, session).set(WARM_UP, true);
  }

  /** Whether the user's prompt isn't measured. */
  public static boolean isWarmUp(Session session) {
    return session.contains(WARM_UP);
  }

  /** The user without its prompt; what became of the prompt is forgotten. */
  public static Session without(Session session) {
    return session.markAsSucceeded().remove(PROMPT).remove(WARM_UP);
  }
}
