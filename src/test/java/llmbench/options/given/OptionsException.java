package llmbench.options.given;

import java.util.List;

/**
 * The options can't be run. The message lists every problem, one a line, for the user to read as it
 * is: what was written, where, and what was expected. It never holds a secret.
 */
public final class OptionsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  OptionsException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem in a line of its own. */
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    StringBuilder text = new StringBuilder();
    text.append(problems.size())
        .append(problems.size() == 1 ? " problem" : " problems")
        .append(" with the options; nothing was sent:");
    for (int i = 0; i < problems.size(); i++) {
      text.append("\n  ").append(i + 1).append(". ").append(problems.get(i));
    }
    return text.toString();
  }
}
