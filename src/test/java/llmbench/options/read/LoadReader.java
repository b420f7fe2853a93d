package llmbench.options.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.options.BenchOptions;
import llmbench.options.Pace;
import llmbench.options.RampUp;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.ArrivalOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads how many requests are sent at once, and when: of either tool. What the tools refuse is
 * refused: {@code main_async()} of {@code vllm/benchmarks/serve.py}, {@code Arguments} of {@code
 * evalscope/perf/arguments.py}.
 */
final class LoadReader {

  private static final String BURSTINESS = "burstiness";
  private static final String STRATEGY = "ramp-up-strategy";
  private static final String START = "ramp-up-start-rps";
  private static final String END = "ramp-up-end-rps";
  private static final List<String> RAMP_ENDS = List.of(START, END);

  private final Settings settings;
  private final boolean vllm;

  /** Whether the dataset says when its requests are sent. */
  private final boolean ownTimes;

  /** The tool's own name of a rate. */
  private final String rateName;

  private LoadReader(Settings settings, boolean ownTimes) {
    this.settings = settings;
    this.ownTimes = ownTimes;
    vllm = settings.compat().tool() == ToolVersion.Tool.VLLM;
    rateName = vllm ? "request-rate" : "rate";
  }

  /**
   * The load; what doesn't go together is a problem of the settings.
   *
   * @param maxConcurrency the most in flight, as the tool's option has it
   * @param ownTimes whether the dataset says when its requests are sent
   */
  static BenchOptions.Load of(Settings settings, OptionalInt maxConcurrency, boolean ownTimes) {
    LoadReader reader = new LoadReader(settings, ownTimes);
    Optional<Pace> pace = reader.pace();
    OptionalInt most = settings.isOn(ArrivalOptions.OPEN_LOOP) ? reader.openLoop() : maxConcurrency;
    return new BenchOptions.Load(most, reader.paced(pace, most.isPresent()));
  }

  /** Whether requests are to have times of their own, rightly said or not. */
  private boolean wantsTimes() {
    return ownTimes
        || rate().isPresent()
        || settings.text(STRATEGY) != null
        || settings.text(ArrivalOptions.TIMES) != null;
  }

  private Optional<BenchOptions.Paced> paced(Optional<Pace> pace, boolean limited) {
    String spare = settings.required(ArrivalOptions.SPARE_CONNECTIONS);
    boolean stops = settings.isOn(ArrivalOptions.STOP_WHEN_SATURATED);
    boolean auto = spare.equals(ArrivalOptions.AUTO);
    if (!wantsTimes()) {
      if (!auto) {
        needsTimes(ArrivalOptions.SPARE_CONNECTIONS);
      }
      if (stops) {
        needsTimes(ArrivalOptions.STOP_WHEN_SATURATED);
      }
    } else if (stops && limited) {
      problem(
          ArrivalOptions.STOP_WHEN_SATURATED,
          "below a limit of requests in flight it is the client's queue that grows, which the"
              + " server knows nothing of; give -Dllm.open-loop as well",
          "max-concurrency",
          "parallel");
    }
    OptionalInt connections = auto ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(spare));
    return pace.map(each -> new BenchOptions.Paced(each, connections, stops));
  }

  private Optional<Pace> pace() {
    return ownTimes ? ofDataset() : asked();
  }

  /** The tool takes no notice of a rate then; what is ours alone can't be meant. */
  private Optional<Pace> ofDataset() {
    List<String> ours =
        List.of(ArrivalOptions.TIMES, ArrivalOptions.SPEED, ArrivalOptions.ARRIVALS);
    for (String name : ours) {
      if (settings.isGiven(name)) {
        problem(
            name,
            "the dataset's own times say when each request is sent; leave this out"
                + (vllm ? ", or give --no-self-timed as well" : ""));
      }
    }
    return Optional.of(new Pace.OfDataset());
  }

  private Optional<Pace> asked() {
    OptionalDouble rate = rate();
    boolean even = settings.required(ArrivalOptions.ARRIVALS).equals(ArrivalOptions.EVEN);
    @Nullable String strategy = settings.text(STRATEGY);
    checkOurs(rate, even);
    @Nullable String file = settings.text(ArrivalOptions.TIMES);
    if (file != null) {
      return Optional.of(new Pace.Recorded(Path.of(file), real(ArrivalOptions.SPEED)));
    }
    if (strategy != null) {
      return rising(strategy, rate);
    }
    for (String end : RAMP_ENDS) {
      if (settings.text(end) != null) {
        problem(
            end,
            "counts for nothing without "
                + settings.called(STRATEGY)
                + ", linear or exponential; add that, or leave this out",
            STRATEGY);
      }
    }
    if (rate.isEmpty()) {
      return Optional.empty();
    }
    double perSecond = rate.getAsDouble();
    return Optional.of(even ? new Pace.Even(perSecond) : new Pace.Drawn(perSecond, burstiness()));
  }

  /** The rate; empty for none. */
  private OptionalDouble rate() {
    List<String> words = settings.words(rateName);
    String first = words.isEmpty() ? settings.required(rateName) : words.get(0);
    double rate = Objects.requireNonNull(PythonNumbers.real(first));
    return rate == Pace.NO_RATE || Double.isInfinite(rate)
        ? OptionalDouble.empty()
        : OptionalDouble.of(rate);
  }

  private double burstiness() {
    return settings.text(BURSTINESS) == null ? 1 : real(BURSTINESS);
  }

  private double real(String name) {
    return Objects.requireNonNull(PythonNumbers.real(settings.required(name)));
  }

  private Optional<Pace> rising(String strategy, OptionalDouble rate) {
    if (rate.isPresent()) {
      problem(
          rateName,
          "a ramp-up sets the rate itself; leave this out, or " + settings.called(STRATEGY),
          STRATEGY);
    }
    OptionalInt start = settings.optionalWhole(START);
    OptionalInt end = settings.optionalWhole(END);
    if (start.isEmpty() || end.isEmpty()) {
      problem(
          STRATEGY,
          "needs both " + settings.called(START) + " and " + settings.called(END),
          START,
          END);
      return Optional.empty();
    }
    if (start.getAsInt() > end.getAsInt()) {
      problem(
          START,
          "is above "
              + settings.shown(END)
              + "; expected the smaller one first: a ramp-up rises, and a rate that stays is"
              + " "
              + settings.called(rateName),
          END);
      return Optional.empty();
    }
    return Optional.of(
        new Pace.Rising(
            new RampUp(
                RampUp.Strategy.named(strategy).orElseThrow(), start.getAsInt(), end.getAsInt()),
            burstiness()));
  }

  /** Settings of ours beside those of the tools that they take the place of. */
  private void checkOurs(OptionalDouble rate, boolean even) {
    boolean bursts = burstiness() != 1;
    if (settings.text(ArrivalOptions.TIMES) != null) {
      excludes(rate.isPresent(), rateName);
      excludes(settings.text(STRATEGY) != null, STRATEGY);
      excludes(bursts, BURSTINESS);
      RAMP_ENDS.forEach(end -> excludes(settings.text(end) != null, end));
      excludes(even, ArrivalOptions.ARRIVALS);
      return;
    }
    if (settings.isGiven(ArrivalOptions.SPEED)) {
      problem(
          ArrivalOptions.SPEED,
          "speeds up the times of a file; give -Dllm.arrival-times=FILE as well",
          ArrivalOptions.TIMES);
    }
    if (even && settings.text(STRATEGY) != null) {
      problem(
          ArrivalOptions.ARRIVALS,
          "the gaps of a ramp-up are drawn; leave this out, or " + settings.called(STRATEGY),
          STRATEGY);
    } else if (even && rate.isEmpty()) {
      problem(
          ArrivalOptions.ARRIVALS,
          "all gaps are the same at a rate; give " + settings.called(rateName) + " as well",
          rateName);
    }
    if (even && bursts) {
      problem(BURSTINESS, "gaps that are all the same have none; leave it out");
    }
  }

  private void excludes(boolean given, String name) {
    if (given) {
      problem(
          name,
          "-Dllm.arrival-times says when each request is sent; leave one of them out",
          ArrivalOptions.TIMES);
    }
  }

  /** evalscope takes no notice of its limit; that of vLLM's users is meant. */
  private OptionalInt openLoop() {
    if (!wantsTimes()) {
      problem(
          ArrivalOptions.OPEN_LOOP,
          "in an open loop only the rate says when requests are sent; give "
              + settings.called(rateName)
              + " above 0 as well",
          rateName,
          STRATEGY,
          START,
          END,
          ArrivalOptions.TIMES);
    }
    if (vllm && settings.isAsked("max-concurrency")) {
      problem(
          "max-concurrency",
          "an open loop has no limit of requests in flight; leave this out, or "
              + settings.called(ArrivalOptions.OPEN_LOOP),
          ArrivalOptions.OPEN_LOOP);
    }
    return OptionalInt.empty();
  }

  private void needsTimes(String name) {
    problem(
        name,
        "only where requests have times of their own; give "
            + settings.called(rateName)
            + " as well",
        rateName,
        ArrivalOptions.TIMES);
  }

  /** About one option; none where that one, or one of the others, has a problem already. */
  private void problem(String about, String wrong, String... others) {
    List<String> names = new ArrayList<>(List.of(others));
    names.add(about);
    settings.problem(about, wrong, names.toArray(String[]::new));
  }
}
