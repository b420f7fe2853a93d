package llmbench.metrics.windows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a tool takes for the steady part of a run, and how it counts what was in it. */
public enum SteadyRule {
  /**
   * From the first moment at which 95 % of the concurrency that was asked for was in flight to the
   * last: {@code detect_window()} in {@code src/metrics/steady_state.rs} of vllm-bench (now {@code
   * vllm-rs bench serve}), by its default {@code --steady-state-threshold}.
   */
  VLLM_BENCH("95 % in flight (vllm-bench)", Counting.SENT_AND_WRITTEN) {
    @Override
    Optional<Span> of(InFlight flights, OptionalInt concurrency) {
      if (concurrency.isEmpty()) {
        return Optional.empty();
      }
      int least = Math.max(1, (int) Math.ceil(VLLM_SHARE * concurrency.getAsInt()));
      List<Span> spans = flights.atLeast(least);
      return spans.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Span(spans.get(0).startNanos(), spans.get(spans.size() - 1).endNanos()));
    }
  },
  /**
   * The longest time in which never fewer than 80 % of the peak were in flight: {@code
   * find_steady_state_window()} in {@code python/sglang/benchmark/steady_state.py} of SGLang, with
   * the {@code --steady-state-concurrency-ratio} of its example; it has no default.
   */
  SGLANG("longest at 80 % of peak (SGLang)", Counting.SENT_AND_WRITTEN) {
    @Override
    Optional<Span> of(InFlight flights, OptionalInt concurrency) {
      int least = Math.max(1, (int) Math.ceil(SGLANG_SHARE * flights.peak()));
      return InFlight.longest(flights.atLeast(least));
    }
  },
  /**
   * Without the first 20 %: {@code Steady (drop 20%)} in {@code
   * evalscope/perf/utils/workload_timeline.py} of evalscope 1.14. Requests count where they end.
   */
  EVALSCOPE_STEADY("without the first 20 % (evalscope)", Counting.ENDED) {
    @Override
    Optional<Span> of(InFlight flights, OptionalInt concurrency) {
      return flights.all().map(all -> behind(flights, all, DROPPED_SHARE * all.seconds()));
    }
  },
  /** The last 30 seconds, {@code Last 30s} of the same. */
  EVALSCOPE_LAST("last 30 s (evalscope)", Counting.ENDED) {
    @Override
    Optional<Span> of(InFlight flights, OptionalInt concurrency) {
      return flights
          .all()
          .map(
              all ->
                  all.seconds() <= LAST_SECONDS
                      ? all
                      : behind(flights, all, all.seconds() - LAST_SECONDS));
    }
  };

  private static final double VLLM_SHARE = 0.95;
  private static final double SGLANG_SHARE = 0.8;
  private static final double DROPPED_SHARE = 0.2;
  private static final double LAST_SECONDS = 30;
  private static final double NANOS = 1e9;

  /** Which requests and tokens are in it. */
  enum Counting {
    /** Tokens that came within it; latencies of what was sent in it; requests that ended in it. */
    SENT_AND_WRITTEN,
    /** All of what ended behind its start. */
    ENDED
  }

  private final String words;
  private final Counting counting;

  SteadyRule(String words, Counting counting) {
    this.words = words;
    this.counting = counting;
  }

  /** As a report says it, with whose it is. */
  public String words() {
    return words;
  }

  Counting counting() {
    return counting;
  }

  /**
   * The steady part; empty where there is none.
   *
   * @param concurrency that was asked for; empty where it had no limit
   */
  abstract Optional<Span> of(InFlight flights, OptionalInt concurrency);

  /**
   * From the last end up to so many seconds, or the first of all, to the last one: evalscope
   * measures from one request's end to another's. All, where that would be nothing.
   */
  private static Span behind(InFlight flights, Span all, double seconds) {
    long[] ends = flights.ends();
    long until = all.startNanos() + (long) (seconds * NANOS);
    int anchor = 0;
    while (anchor + 1 < ends.length && ends[anchor + 1] <= until) {
      anchor++;
    }
    return anchor == ends.length - 1 ? all : new Span(ends[anchor], all.endNanos());
  }
}
