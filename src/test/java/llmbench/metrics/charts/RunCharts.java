package llmbench.metrics.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import llmbench.metrics.request.Collector;
import llmbench.timeline.Requests;

/**
 * What the page draws of a run's requests. One walk over them makes all that needs each of them;
 * what shows single requests reads those alone, again for each smaller choice. Immutable; one
 * thread, as the requests.
 */
public final class RunCharts {

  /** Of more points than this a scatter or a waterfall is nothing but ink. */
  public static final int MAX_SHOWN = 2_000;

  /** Of turns, which are thinner. */
  public static final int MAX_TURNS = 8_000;

  private final Requests all;
  private final Requests finished;
  private final Optional<OverTime> overTime;
  private final int[] slowest;
  private final int timed;
  private final TurnsSum turns;

  private RunCharts(Requests all, int mostBuckets, List<? extends Collector<?>> others) {
    this.all = all;
    finished = all.finished().byEnd();
    Selection.Slowest toFirst = new Selection.Slowest(Selection.slowest(MAX_SHOWN));
    long zero = IntStream.range(0, all.size()).mapToLong(all::sentNanos).min().orElse(0);
    turns = new TurnsSum(zero);
    List<Collector<?>> collectors = new ArrayList<>(others);
    collectors.add(turns);
    overTime =
        finished.isEmpty()
            ? Optional.empty()
            : Optional.of(
                OverTimeSum.of(finished, all, zero, mostBuckets, toFirst, collectors).overTime());
    all.only(all::isInterrupted).forEach(turns::take);
    slowest = toFirst.places();
    timed = toFirst.count();
  }

  /**
   * The charts of a run.
   *
   * @param all every request, also those that the run's stop interrupted
   * @param mostBuckets as many points as a line may have
   */
  public static RunCharts of(Requests all, int mostBuckets) {
    return of(all, mostBuckets, List.of());
  }

  /**
   * The charts of a run, from a walk that they share.
   *
   * @param others take every finished request as well, in the order in which they ended
   */
  public static RunCharts of(Requests all, int mostBuckets, List<? extends Collector<?>> others) {
    return new RunCharts(all, mostBuckets, others);
  }

  /** The run over time; empty where no request is finished. */
  public Optional<OverTime> overTime() {
    return overTime;
  }

  /** The requests one below the other, at most this many. */
  public Waterfall waterfall(int most) {
    return Waterfall.of(all, Math.min(most, MAX_SHOWN));
  }

  /**
   * The conversations one below the other, with at most this many turns; empty where no request is
   * a turn.
   */
  public Optional<ConversationRows> conversations(int mostTurns) {
    return turns.rows(Math.min(mostTurns, MAX_TURNS));
  }

  /** TTFT by the number of the turn; empty where no turn's output was timed. */
  public Optional<TtftByTurn> ttftByTurn() {
    return turns.byTurn();
  }

  /** TTFT against the prompt's length, at most this many; empty where no output was timed. */
  public Optional<PromptScatter> scatter(int most) {
    return timed == 0
        ? Optional.empty()
        : Optional.of(PromptScatter.of(finished, slowest, timed, Math.min(most, MAX_SHOWN)));
  }
}
