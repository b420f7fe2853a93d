package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.injection.RequestAction;
import llmbench.options.BenchOptions;
import llmbench.options.Pace;
import llmbench.options.ToolVersion;
import llmbench.options.echo.VllmTraffic;
import llmbench.target.Spoken;
import llmbench.timeline.Counted;
import llmbench.timeline.RunFacts;

/** What is said of the load before it begins: how many requests at once, and when. */
final class LoadLines {

  private LoadLines() {}

  /**
   * The lines: ours, and where vLLM bench has a rate its own.
   *
   * @param prompts how many requests are measured
   */
  static List<String> of(BenchOptions options, int prompts) {
    BenchOptions.Load load = options.load();
    Optional<Pace> pace = load.paced().map(BenchOptions.Paced::pace);
    List<String> lines = new ArrayList<>();
    lines.add(
        "Load: "
            + pace.map(each -> paced(each, load)).orElseGet(() -> closed(load, prompts))
            + before(load.warmUps()));
    lines.addAll(VllmTraffic.of(options));
    startUpBurst(options).ifPresent(lines::add);
    return lines;
  }

  /** That connections are opened, where it takes a while. */
  static String connecting(String server, int connections, BenchOptions.Timeouts timeouts) {
    return "Waiting for an answer of "
        + server
        + "/health on "
        + Counted.of(connections, "connection")
        + ", before the first request is sent: "
        + Spoken.time(RequestAction.warmConnectionLimit(timeouts))
        + " at most";
  }

  /** That nothing more is sent, and why. */
  static String stopped(RunFacts.Stop why) {
    return why.by() == RunFacts.StopCause.SIGNAL
        ? "Stopped " + why.why() + ": requests in flight are interrupted."
        : "No new request is sent: " + why.why() + ".";
  }

  /**
   * evalscope's warning since 1.14: {@code _log_warmup_handoff} of {@code
   * evalscope/perf/benchmark.py}. An open loop has no places.
   */
  private static Optional<String> startUpBurst(BenchOptions options) {
    OptionalInt places = options.load().maxConcurrency();
    if (options.evalscope().isEmpty()
        || !options.compat().atLeast(ToolVersion.EVALSCOPE_1_14)
        || places.isEmpty()) {
      return Optional.empty();
    }
    int parallel = places.getAsInt();
    int warmUps = options.evalscope().get().warmups();
    if (parallel == 1 || warmUps >= parallel) {
      return Optional.empty();
    }
    String reason =
        warmUps == 0
            ? "Warmup is disabled, so the first %d requests are released at once"
                .formatted(parallel)
            : ("Warmup covers only %d of the %d concurrency slots, so %d measured requests are"
                    + " released at once alongside it")
                .formatted(warmUps, parallel, parallel - warmUps);
    return Optional.of(
        reason
            + " against an idle server. Their TTFT carries the start-up burst and can dominate the"
            + " reported percentiles. Pass --warmup-num "
            + parallel
            + " to keep that burst out of the measured window, or "
            + 2 * parallel
            + " if you also read the max column.");
  }

  private static String closed(BenchOptions.Load load, int prompts) {
    return load.maxConcurrency().isPresent()
        ? Counted.of(load.concurrency(prompts), "request") + " in flight at once"
        : "no --max-concurrency, so all " + prompts + " requests at once, as vLLM bench does";
  }

  private static String before(int warmUps) {
    return warmUps == 0
        ? ""
        : "; behind " + Counted.of(warmUps, "warm-up request") + ", which are in no figure";
  }

  private static String paced(Pace pace, BenchOptions.Load load) {
    return pace.said()
        + (load.maxConcurrency().isPresent()
            ? "; " + load.maxConcurrency().getAsInt() + " in flight at most, the others wait"
            : "; however many are in flight");
  }
}
