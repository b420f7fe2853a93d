package llmbench.report.prometheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.slo.SloUnit;
import llmbench.runlog.RunHead;
import llmbench.runlog.shards.ShardSet;
import llmbench.verdict.Doubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;

/**
 * metrics.prom. All are gauges and summaries: a run is over, and the next one's figures take the
 * place of this one's.
 *
 * @param head of the run
 * @param tool whose definitions the figures have, such as {@code vllm-0.32}
 * @param level of the plan that the run is a level of; empty for a run of its own
 * @param figures over our successes
 * @param seen the true figures; empty where there are no token times of ours
 * @param departures how requests set out that had times of their own
 * @param targets by target, where the run has several
 * @param conversations what they came to; empty where no request is a turn of one
 * @param timed whether tokens were timed at all
 * @param failures how many requests failed, by kind
 * @param outcome of the run
 * @param doubted whether it was searched for doubts: a run of ours is
 * @param shards that the run is; empty where it is none
 */
public record PrometheusText(
    RunHead head,
    String tool,
    String level,
    VllmFigures figures,
    Optional<TrueFigures> seen,
    Departures departures,
    List<TargetFigures> targets,
    Optional<Conversations> conversations,
    boolean timed,
    Map<String, Integer> failures,
    Outcome outcome,
    boolean doubted,
    Optional<ShardSet> shards) {

  /** The file's name in a run directory. */
  public static final String FILE = "metrics.prom";

  private static final double MILLIS = 1000;
  private static final double PERCENT = 100;
  private static final double[] PERCENTS = {0, 50, 90, 95, 99, 100};

  /** The same as Prometheus writes them. */
  private static final String[] QUANTILES = {"0", "0.5", "0.9", "0.95", "0.99", "1"};

  public PrometheusText {
    targets = List.copyOf(targets);
    failures = new TreeMap<>(failures);
  }

  /** The file's text. */
  public String text() {
    Exposition out = new Exposition();
    write(out);
    return out.text();
  }

  /** Writes it beside what other levels have written. */
  void write(Exposition out) {
    out.labelled("model", head.model(), "tool", tool, "level", level);
    run(out);
    requests(out);
    rates(out);
    times(out);
    schedule(out);
    new TargetFamilies(targets, out).write(timed);
    conversations.ifPresent(all -> new ConversationFamilies(all, out).write());
    shards.ifPresent(set -> new ShardFamilies(set, out).write());
    slos(out);
    if (doubted) {
      out.gauge("llmbench_doubt", "1 if there is this reason to distrust the run.");
      TreeSet<String> raised = new TreeSet<>();
      outcome.doubts().forEach(doubt -> raised.add(doubt.name()));
      Doubt.names().forEach(name -> out.sample(one(raised.contains(name)), "name", name));
    }
  }

  private void run(Exposition out) {
    out.gauge("llmbench_info", "What was measured, and what measured it; always 1.")
        .sample(
            1,
            "compat",
            head.compat(),
            "server",
            head.server(),
            "simulated",
            String.valueOf(head.isSimulated()),
            "label",
            head.label(),
            "version",
            head.version());
    some(out, "llmbench_start_timestamp_seconds", "When the run began.", head.startEpochSeconds());
    some(out, "llmbench_end_timestamp_seconds", "When the run ended.", head.endEpochSeconds());
    out.gauge("llmbench_failed", "1 if the run's exit status is not 0: an SLO is broken, say.")
        .sample(one(outcome.isFailure()));
    out.gauge(
            "llmbench_duration_seconds",
            "From the first request sent, or the zero of its schedule, to the end of the last one.")
        .sample(figures.durationSeconds());
  }

  private void requests(Exposition out) {
    out.gauge("llmbench_requests", "Finished requests.")
        .sample(figures.completed(), "outcome", "success")
        .sample(figures.failed(), "outcome", "failure");
    if (!failures.isEmpty()) {
      out.gauge("llmbench_failures", "Failed requests, by kind.");
      failures.forEach((kind, count) -> out.sample(count, "kind", kind));
    }
    some(
        out,
        "llmbench_failed_requests_ratio",
        "Failed requests, of all finished ones.",
        figures.failedShare());
    some(
        out,
        "llmbench_good_requests_ratio",
        "Requests that keep every limit of --goodput, of all finished ones.",
        figures.goodShare());
    seen.ifPresent(
        all ->
            out.gauge("llmbench_requests_in_flight_max", "The most requests at one moment.")
                .sample(all.peakConcurrency()));
  }

  private void rates(Exposition out) {
    boolean pooled = figures.isOfPooling();
    if (timed || pooled) {
      out.gauge("llmbench_input_tokens", "Tokens of the prompts that were answered.")
          .sample((double) figures.inputTokens());
    }
    if (timed) {
      out.gauge("llmbench_output_tokens", "Tokens of the answers.")
          .sample((double) figures.outputTokens());
    }
    out.gauge("llmbench_requests_per_second", "Successful requests a second.")
        .sample(figures.requestThroughput());
    some(
        out,
        "llmbench_good_requests_per_second",
        "Requests a second that keep every limit of --goodput.",
        figures.requestGoodput());
    if (timed) {
      out.gauge("llmbench_output_tokens_per_second", "Output tokens a second.")
          .sample(figures.outputThroughput());
    }
    if (pooled) {
      out.gauge("llmbench_inputs_per_second", "Texts or documents a second, of requests that pool.")
          .sample(figures.inputThroughput());
    }
    if (timed || pooled) {
      out.gauge("llmbench_tokens_per_second", "Input and output tokens a second.")
          .sample(figures.totalThroughput());
    }
  }

  private void times(Exposition out) {
    for (LatencyMetric metric : LatencyMetric.values()) {
      if (timed || !metric.timesTokens()) {
        spread(out, metric.id(), metric.definition(), figures.of(metric));
      }
    }
    for (LatencyMetric metric : LatencyMetric.ofOutputs()) {
      String help = metric.observed().orElseThrow().definition();
      seen.ifPresent(all -> spread(out, "true_" + metric.id(), help, all.of(metric)));
    }
    seen.ifPresent(
        all ->
            spread(
                out,
                "first_answer",
                "From sending to the first text or tool call, where the model thought first.",
                all.firstAnswer().millis()));
  }

  /** What comes before a request: the wait for its time, and for its connection. */
  private void schedule(Exposition out) {
    if (departures.plannedRate() > 0) {
      out.gauge("llmbench_planned_requests_per_second", "Requests a second by the schedule.")
          .sample(departures.plannedRate());
      out.gauge("llmbench_sent_requests_per_second", "The same by when they were sent.")
          .sample(departures.sentRate());
    }
    spread(
        out, "sent_late", "From a request's time in the schedule to sending.", departures.late());
    spread(
        out,
        "waited",
        "From a request's time until there was room for it, of those that waited for some.",
        departures.waited());
    spread(
        out,
        "e2el_with_wait",
        "From a request's time in the schedule to its last byte.",
        departures.e2el());
    seen.map(TrueFigures::connecting)
        .ifPresent(
            connecting -> {
              spread(
                  out,
                  "connect",
                  "From sending until the connection was open, where none was.",
                  connecting.times());
              spread(
                  out,
                  "ttft_without_connecting",
                  "From sending to the first output, less the time to connect.",
                  connecting.ttft());
            });
  }

  /** Nothing of no values: Prometheus knows what isn't there. */
  private static void spread(Exposition out, String name, String help, Distribution millis) {
    if (millis.size() == 0) {
      return;
    }
    Distribution seconds = millis.times(1 / MILLIS);
    out.summary("llmbench_" + name + "_seconds", help);
    for (int i = 0; i < PERCENTS.length; i++) {
      out.sample(seconds.percentile(PERCENTS[i]), "quantile", QUANTILES[i]);
    }
    out.sample("_sum", seconds.mean() * seconds.size());
    out.sample("_count", seconds.size());
  }

  private void slos(Exposition out) {
    if (outcome.slos().isEmpty()) {
      return;
    }
    out.gauge("llmbench_slo_kept", "1 if the limit is kept, 0 if it is broken.");
    unique().forEach((slo, result) -> out.sample(one(result.kept()), "slo", slo));
    out.gauge("llmbench_slo_limit", "The limit: seconds, a ratio, a rate or a count.");
    unique()
        .forEach(
            (slo, result) ->
                result
                    .limitValue()
                    .ifPresent(limit -> out.sample(base(result, limit), "slo", slo)));
    Map<String, SloResult> measured = unique();
    measured.values().removeIf(result -> result.measured().isEmpty());
    if (!measured.isEmpty()) {
      out.gauge("llmbench_slo_measured", "What was measured, in the unit of the limit.");
      measured.forEach(
          (slo, result) -> out.sample(base(result, result.measured().getAsDouble()), "slo", slo));
    }
  }

  /** One that was asked for twice is one series. */
  private Map<String, SloResult> unique() {
    Map<String, SloResult> slos = new LinkedHashMap<>();
    outcome.slos().forEach(result -> slos.put(result.slo().text(), result));
    return slos;
  }

  /** In Prometheus's base units. */
  private static double base(SloResult result, double value) {
    SloUnit unit = result.slo().statistic().unit();
    return switch (unit) {
      case MILLIS -> value / MILLIS;
      case PERCENT -> value / PERCENT;
      case SECONDS, PER_SECOND, COUNT -> value;
    };
  }

  private static void some(Exposition out, String name, String help, OptionalDouble value) {
    if (value.isPresent()) {
      out.gauge(name, help).sample(value.getAsDouble());
    }
  }

  private static int one(boolean is) {
    return is ? 1 : 0;
  }
}
