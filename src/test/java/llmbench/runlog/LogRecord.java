package llmbench.runlog;

import java.util.List;

/**
 * One record of Gatling's simulation.log. Times are milliseconds since 1970, by Gatling's clock.
 */
public sealed interface LogRecord {

  /**
   * The answer to a request.
   *
   * @param groups outermost first
   * @param message why it failed; empty when it didn't
   */
  record Response(
      List<String> groups,
      String name,
      long startMillis,
      long endMillis,
      boolean ok,
      String message)
      implements LogRecord {}

  /** A user starts or ends. */
  record User(String scenario, boolean starts, long millis) implements LogRecord {}

  /**
   * A group ends.
   *
   * @param groups outermost first; the group's own name is the last
   * @param cumulatedMillis response times within it
   */
  record Group(
      List<String> groups, long startMillis, long endMillis, int cumulatedMillis, boolean ok)
      implements LogRecord {

    /** Whether it carries the time to the first token of a successful request. */
    boolean isTtft() {
      return ok
          && !groups.isEmpty()
          && groups.get(groups.size() - 1).equals(RecordedRun.TTFT_GROUP);
    }
  }

  /** A request could not even be sent. */
  record Crash(String message, long millis) implements LogRecord {}
}
