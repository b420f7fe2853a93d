package llmbench.progress;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;

/**
 * A run of one request that never was: looked at before the measurement, so that the first look at
 * the real one finds its code loaded.
 */
final class Rehearsal {

  private static final int LOOKS = 20;
  private static final long SECOND = 1_000_000_000L;

  private Rehearsal() {}

  /** Writes lines of it, for nobody. */
  static void of(ProgressLine line) {
    Live live = new Live(OptionalInt.of(1), true, Optional.empty(), List::of, () -> false);
    live.finished(request());
    var begun = live.begins(0);
    for (int i = 1; begun && i <= LOOKS; i++) {
      var unused = line.of(live.at(i * SECOND));
    }
  }

  private static RequestRecord request() {
    MessageKind[] kinds = {MessageKind.TEXT, MessageKind.TEXT};
    Messages messages = Messages.of(kinds, new long[] {1, 2});
    Usage usage = new Usage(1, 2, null);
    return new RequestRecord(0, "", "", 1, 2, 0, 2, 200, 0, messages, usage, "", "", "", null);
  }
}
