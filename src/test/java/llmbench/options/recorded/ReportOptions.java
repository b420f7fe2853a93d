package llmbench.options.recorded;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import llmbench.options.Backend;
import llmbench.options.Pace;
import llmbench.options.RampUp;
import llmbench.options.ToolVersion;
import llmbench.options.echo.RepeatCommand;
import llmbench.options.slo.Slo;

/**
 * A run's options as reports and doubts take them: read back from run.json once, with what the
 * command line of {@code report} changes. Nobody else reads the texts again.
 *
 * @param version whose definitions were asked for; empty where nothing says
 * @param asTheTool whether the tool's own rule says what a success is
 * @param turns of conversations that a client of vLLM's was asked for; empty for others
 * @param command that repeats the run as it was run; empty where not all of its options are known
 */
public record ReportOptions(
    Optional<ToolVersion> version,
    boolean asTheTool,
    Target target,
    Load load,
    Shown shown,
    Limits limits,
    Result result,
    Optional<RecordedTurns> turns,
    Optional<String> command) {

  /** The server, where it is our own. */
  public static final String SIMULATED = "simulated";

  /**
   * Whom the requests went to.
   *
   * @param backend as it was given; {@code openai-chat} where nothing says
   * @param server its URL without anything secret, or {@link #SIMULATED}; empty when it isn't known
   * @param model as it was given; empty when it wasn't
   * @param modelId the same, or the name it is served by; may be empty
   * @param tokenizer as it was given; empty when it wasn't
   * @param skipsTokenizer whether it was to count no tokens
   * @param label that its user gave the run; empty when he gave none
   * @param api evalscope's word for the backend; {@code openai} where nothing says
   * @param alias that its user gave the server, in evalscope; empty when he gave none
   * @param several whether requests may differ in their server or in the model that they name
   */
  public record Target(
      String backend,
      String server,
      Optional<String> model,
      String modelId,
      Optional<String> tokenizer,
      boolean skipsTokenizer,
      Optional<String> label,
      String api,
      Optional<String> alias,
      boolean several) {

    /** Whether the server was our own. */
    public boolean isSimulated() {
      return server.equals(SIMULATED);
    }

    /** Whether the server puts a chat template around each prompt. */
    public boolean isTemplated() {
      return Backend.named(backend).filter(Backend::isTemplated).isPresent();
    }

    /** Whether answers are made of tokens; so they are where it isn't known. */
    public boolean hasTokens() {
      return Backend.named(backend).map(Backend::hasTokens).orElse(true);
    }

    /** The tokenizer's name: the model's where none was given. */
    public String tokenizerId() {
      return tokenizer.filter(name -> !name.isBlank()).orElse(modelId);
    }
  }

  /**
   * What was sent.
   *
   * @param maxConcurrency vLLM bench's; a run of evalscope has it as well
   * @param parallel how many at once, by the name of either tool
   * @param requestRate vLLM bench's; infinite where there is none
   * @param burstiness vLLM bench's
   * @param pace the times that requests had of their own; empty where they had none
   * @param numPrompts vLLM bench's; a run of evalscope has it as well
   * @param prompts how many, by the name of either tool
   * @param dataset its name; empty when it isn't known
   * @param lengths of prompts and answers, such as {@code 100/100}; empty when they aren't known
   * @param ignoreEos whether every answer is to be as long as asked
   * @param prefixTokens tokens that all prompts begin with, by design
   * @param probeRate of requests beside the load that only look at it, a second; 0 for none
   */
  public record Load(
      OptionalInt maxConcurrency,
      OptionalInt parallel,
      double requestRate,
      double burstiness,
      Optional<Pace> pace,
      OptionalInt numPrompts,
      OptionalInt prompts,
      String dataset,
      String lengths,
      boolean ignoreEos,
      int prefixTokens,
      double probeRate) {

    public Load {
      if (Double.isNaN(requestRate) || requestRate <= 0) {
        throw new IllegalArgumentException(
            "request-rate is " + requestRate + ": give a number above 0, or inf");
      }
      if (!(burstiness > 0)) {
        throw new IllegalArgumentException(
            "burstiness is " + burstiness + ": give a number above 0, or inf");
      }
    }

    private Load ofPart(IntUnaryOperator share) {
      return new Load(
          map(maxConcurrency, share),
          map(parallel, share),
          requestRate,
          burstiness,
          pace,
          numPrompts,
          prompts,
          dataset,
          lengths,
          ignoreEos,
          prefixTokens,
          probeRate);
    }

    private static OptionalInt map(OptionalInt count, IntUnaryOperator share) {
      return count.isPresent() ? OptionalInt.of(share.applyAsInt(count.getAsInt())) : count;
    }

    /** The one rate that was asked for, by the name of either tool; empty where there is none. */
    public OptionalDouble rate() {
      return pace.map(Pace::perSecond).orElse(OptionalDouble.empty());
    }

    /** vLLM bench's ramp-up; empty where there is none. */
    public Optional<RampUp> rampUp() {
      return pace.filter(Pace.Rising.class::isInstance)
          .map(rising -> ((Pace.Rising) rising).rampUp());
    }
  }

  /**
   * Which figures are shown.
   *
   * @param percentileMetrics names of {@code --percentile-metrics}; unknown ones give no section
   * @param percentiles of {@code --metric-percentiles}, each from 0 to 100
   * @param goodputMillis limits of {@code --goodput} by metric; empty when not given
   * @param handoff whether evalscope's of prefill and decode apart are
   */
  public record Shown(
      List<String> percentileMetrics,
      List<Double> percentiles,
      Map<String, Double> goodputMillis,
      boolean handoff) {

    public Shown {
      percentileMetrics = List.copyOf(percentileMetrics);
      percentiles = List.copyOf(percentiles);
      goodputMillis = ordered(goodputMillis);
      for (double percent : percentiles) {
        if (!(percent >= 0 && percent <= 100)) {
          throw new IllegalArgumentException(
              "metric-percentiles has " + percent + ": give numbers from 0 to 100");
        }
      }
    }
  }

  /**
   * What the run has to keep.
   *
   * @param baseline the run that limits are from; empty without one
   * @param errors the rules about errors as they were given, such as {@code max-errors 5}; empty
   *     without one
   */
  public record Limits(
      List<Slo> slos, Optional<Path> baseline, boolean failOnDoubts, String errors) {

    public Limits {
      slos = List.copyOf(slos);
    }

    /** The SLOs as an option has them, and what they are from; empty without one. */
    public String sloText() {
      return slos.stream().map(Slo::text).collect(Collectors.joining(","))
          + baseline
              .filter(from -> Slo.needBaseline(slos))
              .map(from -> " --baseline " + from)
              .orElse("");
    }
  }

  /**
   * The plots of vLLM bench.
   *
   * @param timeline whether the requests are drawn over time
   * @param thresholdsMillis two: where a time between tokens gets another colour
   * @param tokens whether it is drawn how long prompts and answers are
   */
  public record Plots(boolean timeline, List<Double> thresholdsMillis, boolean tokens) {

    public Plots {
      thresholdsMillis = List.copyOf(thresholdsMillis);
    }
  }

  /**
   * The file of vLLM bench's result.
   *
   * @param save whether it is written
   * @param append whether it is added to what is there
   * @param detailed whether it has the values of each request
   * @param directory {@code --result-dir}
   * @param fileName {@code --result-filename}
   * @param metadata {@code --metadata}, in order
   * @param plots that are drawn beside it
   */
  public record Result(
      boolean save,
      boolean append,
      boolean detailed,
      Optional<Path> directory,
      Optional<String> fileName,
      Map<String, String> metadata,
      Plots plots) {

    public Result {
      metadata = ordered(metadata);
    }
  }

  /**
   * Those of a run of ours.
   *
   * @param recorded flag (as in the tools, without dashes) → value, as run.json keeps them; what is
   *     missing has the tool's default
   * @param arguments flags of {@code report} that take the place of the run's own
   * @throws IllegalArgumentException with the option's name, its value and what was expected
   */
  public static ReportOptions ofRun(Map<String, String> recorded, Map<String, String> arguments) {
    return new ReportOptionsReader(recorded, arguments)
        .read(ReportOptionsReader.command(recorded, RepeatCommand::of));
  }

  /** Likewise, of one that the launcher has started: its line repeats it. */
  public static ReportOptions ofLaunched(
      Map<String, String> recorded, Map<String, String> arguments) {
    return new ReportOptionsReader(recorded, arguments)
        .read(ReportOptionsReader.command(recorded, RepeatCommand::launched));
  }

  /** Those that another tool's result says of its run; not all of them, so nothing repeats it. */
  public static ReportOptions ofResult(Map<String, String> said, Map<String, String> arguments) {
    return new ReportOptionsReader(said, arguments).read(Optional.empty());
  }

  /**
   * The same of a part of the run, for a report of it alone: so many at once were asked of it.
   *
   * @param share of the whole's
   * @param part its name, as {@code -Dllm.shard} has it
   */
  public ReportOptions ofPart(IntUnaryOperator share, String part) {
    return new ReportOptions(
        version,
        asTheTool,
        target,
        load.ofPart(share),
        shown,
        limits,
        result,
        turns,
        command.map(whole -> whole + " -Dllm.shard=" + part));
  }

  /** The version whose definitions are used: vLLM's newest where nothing says. */
  public ToolVersion compat() {
    return version.orElse(ToolVersion.standard());
  }

  /** A copy that nobody can change and that keeps the order, which {@code Map.copyOf} does not. */
  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
