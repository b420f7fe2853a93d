package llmbench.metrics.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import llmbench.metrics.request.ChunkRule;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Requests one below the other, each with its wait and its stream: all of them, or a choice of
 * which {@code rule} says how it was made. Those that the run's stop interrupted are here too.
 *
 * @param rows in the order of sending
 * @param of how many requests there are
 * @param rule which are shown, in a sentence
 */
public record Waterfall(List<Row> rows, int of, String rule) {

  private static final double MILLIS = 1e6;

  /** How a request ended. */
  public enum State {
    SUCCEEDED,
    FAILED,
    INTERRUPTED
  }

  /**
   * A request; times are milliseconds since the run's first request was sent.
   *
   * @param index place in the dataset
   * @param firstMillis when its first output came; empty when none was timed
   * @param fault why it did not succeed; null when it did
   * @param outputTokens as {@link OverTime#tokens} counts them
   */
  public record Row(
      int index,
      double sentMillis,
      OptionalDouble firstMillis,
      double endMillis,
      @Nullable FaultKind fault,
      long outputTokens) {

    /** How it ended. */
    public State state() {
      if (fault == null) {
        return State.SUCCEEDED;
      }
      return fault == FaultKind.INTERRUPTED ? State.INTERRUPTED : State.FAILED;
    }
  }

  public Waterfall {
    rows = List.copyOf(rows);
  }

  /**
   * The rows of a run.
   *
   * @param all every request, also those that were interrupted
   * @param most as many as can be shown
   */
  public static Waterfall of(Requests all, int most) {
    Selection selection = Selection.ofAll(all, most);
    long zero = IntStream.range(0, all.size()).mapToLong(all::sentNanos).min().orElse(0);
    List<Row> rows = new ArrayList<>();
    for (int place : selection.places()) {
      rows.add(row(all.get(place), zero));
    }
    return new Waterfall(rows, all.size(), selection.rule());
  }

  private static Row row(RequestRecord request, long zero) {
    ChunkRule.Times times = ChunkRule.OUTPUTS.read(request.messages());
    double sent = (request.sentNanos() - zero) / MILLIS;
    Fault fault = request.fault();
    return new Row(
        request.index(),
        sent,
        times.found()
            ? OptionalDouble.of(sent + times.firstSeconds() * 1000)
            : OptionalDouble.empty(),
        (request.endNanos() - zero) / MILLIS,
        fault == null ? null : fault.kind(),
        OverTimeSum.tokens(request));
  }
}
