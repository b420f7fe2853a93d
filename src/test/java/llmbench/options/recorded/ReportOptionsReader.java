package llmbench.options.recorded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import llmbench.options.Backend;
import llmbench.options.Pace;
import llmbench.options.RampUp;
import llmbench.options.slo.Slo;
import llmbench.options.table.ArrivalOptions;
import llmbench.options.table.CompatErrors;
import llmbench.options.table.EvalscopeOutputOptions;
import llmbench.options.table.SloOptions;
import llmbench.options.table.TargetsOptions;
import llmbench.options.table.TraceOptions;

/** Makes {@link ReportOptions} of texts: by the names of either tool, vLLM's first. */
final class ReportOptionsReader {

  /** What makes requests differ in their target. */
  private static final List<String> SEVERAL =
      List.of(TargetsOptions.BASE_URLS, TargetsOptions.MODELS, "lora-modules");

  private static final List<String> ERROR_LIMITS = List.of("max-errors", "max-error-rate");

  /** evalscope's word for it. */
  private final OptionTexts texts;

  private final Map<String, String> recorded;

  ReportOptionsReader(Map<String, String> recorded, Map<String, String> arguments) {
    this.recorded = recorded;
    texts = new OptionTexts(recorded, arguments);
  }

  ReportOptions read(Optional<String> command) {
    return new ReportOptions(
        texts.compat(),
        CompatErrors.asTheTool(texts.raw(CompatErrors.OPTION)),
        target(),
        load(),
        shown(),
        limits(),
        result(),
        RecordedTurns.of(recorded),
        command);
  }

  /** The command that repeats a run; empty where somebody has edited what it is made of. */
  static Optional<String> command(
      Map<String, String> recorded, Function<Map<String, String>, String> repeating) {
    try {
      return recorded.containsKey("compat")
          ? Optional.of(repeating.apply(recorded))
          : Optional.empty();
    } catch (IllegalArgumentException edited) {
      return Optional.empty();
    }
  }

  private ReportOptions.Target target() {
    return new ReportOptions.Target(
        texts.text("backend", Backend.OPENAI_CHAT.label()),
        server(),
        texts.raw("model"),
        texts.first("model", "served-model-name"),
        texts.raw("tokenizer"),
        texts.is("skip-tokenizer-init"),
        texts.raw("label"),
        texts.text("api", "openai"),
        texts.raw("alias").filter(alias -> !alias.isEmpty()),
        SEVERAL.stream().anyMatch(option -> texts.raw(option).isPresent()));
  }

  private String server() {
    if (texts.raw("server").filter(ReportOptions.SIMULATED::equals).isPresent()) {
      return ReportOptions.SIMULATED;
    }
    String several = texts.first(TargetsOptions.BASE_URLS);
    if (several.contains(" ")) {
      return several.replace(" ", ", ");
    }
    String url = texts.first("url");
    String base = texts.first("base-url", TargetsOptions.BASE_URLS);
    if (base.isEmpty() && texts.raw("host").isPresent()) {
      String host = texts.first("host");
      base = "http://" + (host.contains(":") ? "[" + host + "]" : host);
      base += texts.raw("port").isPresent() ? ":" + texts.first("port") : "";
    }
    if (url.isEmpty() && !base.isEmpty()) {
      url = base + texts.first("endpoint");
    }
    return url.replaceFirst("//[^/?#]*@", "//").replaceFirst("(?s)[?#].*", "");
  }

  private ReportOptions.Load load() {
    OptionalInt maxConcurrency = texts.optionalInt("max-concurrency");
    OptionalInt numPrompts = texts.optionalInt("num-prompts");
    String in = texts.first("random-input-len", "max-prompt-length");
    String out = texts.first("random-output-len", "max-tokens");
    double requestRate = texts.number("request-rate", Double.POSITIVE_INFINITY);
    double burstiness = texts.number("burstiness", 1);
    return new ReportOptions.Load(
        maxConcurrency,
        parallel(),
        requestRate,
        burstiness,
        pace(burstiness),
        numPrompts,
        numPrompts.isPresent() ? numPrompts : texts.anyInt("number"),
        texts.first("dataset-name", "dataset"),
        in.isEmpty() || out.isEmpty() ? "" : in + "/" + out,
        texts.is("ignore-eos"),
        texts.anyInt("random-prefix-len").orElse(texts.anyInt("prefix-length").orElse(0)),
        texts.number("probe-request-rate", 0));
  }

  /** As vLLM bench has it by default for its timed trace. */
  private boolean isSelfTimed() {
    return texts.first("dataset-name").equals("timed_trace")
        && !texts.first(TraceOptions.SELF_TIMED).equals("false");
  }

  private Optional<Pace> pace(double burstiness) {
    if (isSelfTimed() || texts.first("dataset").equals("workload_trace")) {
      return Optional.of(new Pace.OfDataset());
    }
    String file = texts.first(ArrivalOptions.TIMES);
    if (!file.isEmpty()) {
      return Optional.of(new Pace.Recorded(Path.of(file), texts.number(ArrivalOptions.SPEED, 1)));
    }
    String strategy = texts.first("ramp-up-strategy");
    if (!strategy.isEmpty()) {
      return Optional.of(new Pace.Rising(rampUp(strategy), burstiness));
    }
    double rate = rate();
    if (rate == Pace.NO_RATE) {
      return Optional.empty();
    }
    boolean even = texts.first(ArrivalOptions.ARRIVALS).equals(ArrivalOptions.EVEN);
    return Optional.of(even ? new Pace.Even(rate) : new Pace.Drawn(rate, burstiness));
  }

  private RampUp rampUp(String strategy) {
    return new RampUp(
        RampUp.Strategy.named(strategy)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the run's option ramp-up-strategy is '"
                            + strategy
                            + "': give linear or exponential")),
        texts.optionalInt("ramp-up-start-rps").orElse(0),
        texts.optionalInt("ramp-up-end-rps").orElse(0));
  }

  private OptionalInt parallel() {
    String users = texts.first("parallel", "max-concurrency");
    return users.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) number("concurrency", users));
  }

  private double rate() {
    String rate = texts.first("rate", "request-rate");
    return rate.isEmpty() || rate.equals("inf") ? Pace.NO_RATE : number("request rate", rate);
  }

  private static double number(String what, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the run's " + what + " is no number: " + value, e);
    }
  }

  private ReportOptions.Shown shown() {
    return new ReportOptions.Shown(
        texts.names("percentile-metrics", "ttft,tpot,itl"),
        texts.numbers("metric-percentiles", "99"),
        texts.limits("goodput"),
        texts.is(EvalscopeOutputOptions.HANDOFF));
  }

  private ReportOptions.Limits limits() {
    String errors =
        ERROR_LIMITS.stream()
            .flatMap(name -> texts.raw(name).map(value -> name + " " + value).stream())
            .collect(Collectors.joining(", "));
    return new ReportOptions.Limits(
        slos(),
        texts.raw(Slo.BASELINE).filter(path -> !path.isBlank()).map(Path::of),
        texts.is(SloOptions.FAIL_ON_DOUBTS),
        errors);
  }

  private List<Slo> slos() {
    try {
      return Slo.list(texts.raw(Slo.OPTION).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Slo.OPTION + ": " + e.getMessage(), e);
    }
  }

  private ReportOptions.Result result() {
    return new ReportOptions.Result(
        texts.is("save-result"),
        texts.is("append-result"),
        texts.is("save-detailed"),
        texts.raw("result-dir").map(Path::of),
        texts.raw("result-filename"),
        texts.pairs("metadata"),
        new ReportOptions.Plots(
            texts.is("plot-timeline"),
            texts.numbers("timeline-itl-thresholds", "25,50"),
            texts.is("plot-dataset-stats")));
  }
}
