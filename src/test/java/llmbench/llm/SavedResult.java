package llmbench.llm;

import io.gatling.javaapi.core.Session;

/**
 * Saves what came of a request as one session attribute, an {@link LlmResult}: its first-token and
 * inter-token times are in its timeline, and nothing is worked out that nobody asks for. Costs a
 * tenth of {@link TokenTimes}, whose attributes are plain numbers. Never fails.
 */
public final class SavedResult implements SseCheck {

  /** The attribute where none is chosen. */
  public static final String DEFAULT_ATTRIBUTE = "llm.result";

  private final String attribute;

  SavedResult(String attribute) {
    this.attribute = attribute;
  }

  /** The same check with another attribute. */
  public SavedResult saveAs(String name) {
    return new SavedResult(name);
  }

  @Override
  public Outcome check(Session session, LlmResult result) {
    return new Outcome(session.set(attribute, result), null);
  }
}
