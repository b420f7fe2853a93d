package llmbench.metrics.charts;

import java.util.List;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Conversations one below the other, each with its turns side by side: all of them, or one in so
 * many. Those that the run's stop interrupted are here too.
 *
 * @param rows in the order in which they began
 * @param of how many conversations there are
 * @param every of so many about one is shown, the same whenever the run is reported
 */
public record ConversationRows(List<Row> rows, int of, int every) {

  /**
   * A conversation.
   *
   * @param number of the conversation, from 0
   * @param turns in their order, at least one
   */
  public record Row(int number, List<Turn> turns) {

    public Row {
      turns = List.copyOf(turns);
    }

    double sentMillis() {
      return turns.get(0).sentMillis();
    }
  }

  /**
   * A turn; times are milliseconds since the run's first request was sent.
   *
   * @param number from 1
   * @param firstMillis when its first output came; NaN when none was timed
   * @param fault why it did not succeed; null when it did
   */
  public record Turn(
      int number,
      double sentMillis,
      double firstMillis,
      double endMillis,
      @Nullable FaultKind fault) {}

  public ConversationRows {
    rows = List.copyOf(rows);
  }

  /** Which are shown, in a sentence. */
  public String rule() {
    return every == 1
        ? "All conversations, in the order in which they began."
        : "About one in " + every + " conversations, in the order in which they began.";
  }
}
