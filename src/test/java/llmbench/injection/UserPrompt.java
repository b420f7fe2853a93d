package llmbench.injection;

import io.gatling.javaapi.core.Session;
import llmbench.dataset.Prompt;

/** The prompt that a Gatling user has. */
public final class UserPrompt {

  private static final String PROMPT = "llmbench.prompt";

  private UserPrompt() {}

  /** As the session keeps it: one attribute, since each costs something. */
  private record Held(ReadyPrompt prompt, Turn turn) {}

  /** Whether the user has one. */
  static boolean isIn(Session session) {
    return session.contains(PROMPT);
  }

  /** The prompt that a user is about to send, or has just sent. */
  public static Prompt of(Session session) {
    return ready(session).prompt();
  }

  /** The same with its request. */
  static ReadyPrompt ready(Session session) {
    return session.<Held>get(PROMPT).prompt();
  }

  /** Its place, and when it is to be sent. */
  static Turn turn(Session session) {
    return session.<Held>get(PROMPT).turn();
  }

  /** The base URL of the one of several servers that it is for; empty where there is one. */
  public static String server(Session session) {
    String server = ready(session).request().server();
    return server == null ? "" : server;
  }

  /** Whether the user's prompt isn't measured. */
  public static boolean isWarmUp(Session session) {
    return turn(session).warmUp();
  }

  /** A user that is about to send this prompt. */
  public static Session with(ReadyPrompt prompt, Session session) {
    return with(prompt, new Turn(prompt.prompt().index(), false, System.nanoTime()), session);
  }

  /** A user whose turn it is to send this prompt. */
  static Session with(ReadyPrompt prompt, Turn turn, Session session) {
    return session.set(PROMPT, new Held(prompt, turn));
  }

  /** The user without its prompt; what became of the prompt is forgotten. */
  public static Session without(Session session) {
    return session.markAsSucceeded().remove(PROMPT);
  }
}
