package llmbench.options;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the options, gathered so that all of it can be said at once. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  /** Adds one: what was written and where, and what is wrong with it. */
  void add(String shown, String wrong) {
    String problem = shown + ": " + wrong;
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Adds one about a given option. */
  void add(Given given, String wrong) {
    add(given.shown(), wrong);
  }

  /** Adds one about two names, or two places, of one option. */
  void addDifferent(Given one, Given other) {
    add(
        one.shown() + " and " + other.shown(),
        "the same option with different values; leave one out");
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws when there is any. */
  void throwIfAny() throws OptionsException {
    if (!found.isEmpty()) {
      throw new OptionsException(found);
    }
  }
}
