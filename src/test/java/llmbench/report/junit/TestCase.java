package llmbench.report.junit;

import java.util.List;

/**
 * One case: it passed, or it didn't and says why.
 *
 * @param name that stays the same from build to build: its history goes by it
 * @param seconds that it took; 0 where that means nothing
 * @param state how it came out
 * @param message in one line; empty where it passed
 * @param lines all there is to say
 */
record TestCase(String name, double seconds, State state, String message, List<String> lines) {

  /** How a case came out. */
  enum State {
    /** As it should. */
    PASSED,
    /** Not as it should, and the run fails. */
    FAILED,
    /** There is something to be said, and the run doesn't fail by it. */
    SKIPPED
  }

  TestCase {
    lines = List.copyOf(lines);
  }

  static TestCase passed(String name, double seconds, String... lines) {
    return new TestCase(name, seconds, State.PASSED, "", List.of(lines));
  }

  static TestCase failed(String name, double seconds, String message, List<String> lines) {
    return new TestCase(name, seconds, State.FAILED, message, lines);
  }

  /** The same where a failure is a finding, and fails nothing. */
  TestCase asFinding() {
    return state == State.FAILED ? skipped(name, message, lines) : this;
  }

  static TestCase skipped(String name, String message, List<String> lines) {
    return new TestCase(name, 0, State.SKIPPED, message, lines);
  }
}
