package llmbench.plan;

import java.util.Map;

/**
 * What a level says of itself in plan.json, read back. Somebody may have edited the file, so each
 * error says where.
 *
 * @param texts by their names
 */
public record KeptSettings(Map<String, String> texts) {

  public KeptSettings {
    texts = Map.copyOf(texts);
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException where there is none
   */
  public String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException(
          "plan.json says nothing of " + name + " for a level that needs it.");
    }
    return text;
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException where there is none
   */
  public int whole(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number", e);
    }
  }

  /**
   * A number.
   *
   * @throws IllegalArgumentException where there is none
   */
  public double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a number", e);
    }
  }

  private IllegalArgumentException wrong(String name, String expected, Exception why) {
    return new IllegalArgumentException(
        "plan.json has '" + text(name) + "' for " + name + "; expected " + expected + ".", why);
  }
}
