package llmbench.runlog;

import java.util.List;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.TtftGroup;
import org.jspecify.annotations.Nullable;

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
      implements LogRecord {

    private static final double NANOS_PER_MILLI = 1e6;

    /** What the log would say of these requests. */
    public static List<Response> of(List<RequestRecord> requests, @Nullable RunFacts facts) {
      long zeroMillis = facts == null ? 0 : facts.clockZeroEpochMillis();
      return requests.stream()
          .map(
              request ->
                  new Response(
                      List.of(),
                      request.name(),
                      zeroMillis + Math.round(request.sentNanos() / NANOS_PER_MILLI),
                      zeroMillis + Math.round(request.endNanos() / NANOS_PER_MILLI),
                      request.ok(),
                      request.fault() == null ? "" : request.fault().kind().label()))
          .toList();
    }

    /** Whether it stands in the group of its time to the first token. */
    boolean isInTtft() {
      return !groups.isEmpty() && TtftGroup.isOne(groups.get(groups.size() - 1));
    }

    /** Whether it was ended because the run was stopped. */
    public boolean isInterrupted() {
      Fault fault = fault();
      return fault != null && fault.isInterruption();
    }

    /**
     * Why it failed, as far as the log tells: our own requests say their {@link FaultKind} in front
     * of the message; any other failure is that of a check. Null when it didn't fail.
     */
    public @Nullable Fault fault() {
      if (ok) {
        return null;
      }
      int colon = message.indexOf(": ");
      String label = colon < 0 ? message : message.substring(0, colon);
      for (FaultKind kind : FaultKind.values()) {
        if (kind.label().equals(label)) {
          return new Fault(kind, colon < 0 ? label : message.substring(colon + 2), null);
        }
      }
      return new Fault(FaultKind.CHECK, message, null);
    }
  }

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
      return ok && isOne(groups, 1);
    }

    /** Whether it carries that of a request which stands elsewhere; its own name is that one's. */
    boolean isTtftOfName() {
      return isOne(groups, 2);
    }

    private static boolean isOne(List<String> groups, int fromEnd) {
      return groups.size() >= fromEnd && TtftGroup.isOne(groups.get(groups.size() - fromEnd));
    }
  }

  /** A request could not even be sent. */
  record Crash(String message, long millis) implements LogRecord {}
}
