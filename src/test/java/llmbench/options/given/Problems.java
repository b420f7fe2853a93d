package llmbench.options.given;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the options, gathered so that all of it can be said at once. */
public final class Problems {

  private final List<String> found = new ArrayList<>();

  /** Adds one: what was written and where, and what is wrong with it. */
  public void add(String shown, String wrong) {
    String problem = shown + ": " + wrong;
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Adds one about a given option. */
  public void add(Given given, String wrong) {
    add(given.shown(), wrong);
  }

  /** Adds one about two names, or two places, of one option. */
  public void addDifferent(Given one, Given other) {
    add(
        one.shown() + " and " + other.shown(),
        "the same option with different values; leave one out");
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws when there is any. */
  public void throwIfAny() throws OptionsException {
    if (!found.isEmpty()) {
      throw new OptionsException(found);
    }
  }
}
