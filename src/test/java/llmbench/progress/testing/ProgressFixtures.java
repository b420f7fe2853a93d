package llmbench.progress.testing;

import java.util.Arrays;
import llmbench.progress.Ongoing;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.SoFar;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/** Requests of tests. */
public final class ProgressFixtures {

  static final long MILLI = 1_000_000;

  private ProgressFixtures() {}

  /** A success whose outputs came so far apart; the server counted so many tokens, or none. */
  public static RequestRecord ok(
      int outputs, long ttftMillis, long itlMillis, @Nullable Integer tokens) {
    Usage usage = tokens == null ? null : new Usage(10, tokens, null);
    return record(messages(outputs, ttftMillis, itlMillis), usage, null);
  }

  /** A success whose answer came in one piece then. */
  public static RequestRecord whole(long endMillis) {
    return new RequestRecord(
            0,
            "",
            "",
            10,
            0,
            0,
            endMillis * MILLI,
            200,
            0,
            messages(0, 0, 0),
            null,
            null,
            "",
            "",
            null)
        .asUnstreamed();
  }

  public static RequestRecord failed(int outputs) {
    return record(messages(outputs, 1, 1), null, new Fault(FaultKind.CUT, "cut", null));
  }

  public static RequestRecord interrupted(int outputs) {
    return record(messages(outputs, 1, 1), null, new Fault(FaultKind.INTERRUPTED, "stop", null));
  }

  /** A request in flight that was sent then. */
  public static Ongoing ongoing(long sentNanos, int maxTokens, int outputs, long ttft, long itl) {
    SoFar soFar = messages(outputs, ttft, itl).soFar();
    return new Ongoing() {
      @Override
      public long sentNanos() {
        return sentNanos;
      }

      @Override
      public int maxTokens() {
        return maxTokens;
      }

      @Override
      public SoFar soFar() {
        return soFar;
      }
    };
  }

  /** A role, then text. */
  private static Messages messages(int outputs, long ttftMillis, long itlMillis) {
    MessageKind[] kinds = new MessageKind[outputs + 1];
    long[] nanos = new long[outputs + 1];
    Arrays.fill(kinds, MessageKind.TEXT);
    kinds[0] = MessageKind.ROLE;
    for (int i = 1; i <= outputs; i++) {
      nanos[i] = (ttftMillis + (i - 1) * itlMillis) * MILLI;
    }
    return Messages.of(kinds, nanos);
  }

  private static RequestRecord record(
      Messages messages, @Nullable Usage usage, @Nullable Fault fault) {
    return new RequestRecord(
        0, "chat", "", 10, 100, 0, 1, 200, 0, messages, usage, "stop", "", "", fault);
  }
}
