package llmbench.options;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.options.syntax.ShellWords;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, validated: the one value that everything else is derived from.
 *
 * @param compat whose requests and definitions
 * @param target which server
 * @param model which model, by which names
 * @param dataset which prompts
 * @param load how many at once, and when
 * @param sampling what vLLM bench's requests ask of the model; for evalscope only whether they
 *     ignore the end
 * @param startup what is sent before the clock starts
 * @param timeouts how long a request's parts may take
 * @param stops when no new request is sent any more
 * @param figures which figures are reported
 * @param output where results go besides the run directory
 * @param evalscope what only evalscope knows; there for its versions, and for no other
 * @param injector which part of all this is this process's to do
 * @param effective every option that is honoured with its effective value, defaults included, by
 *     its name in the tool, as run.json keeps it; options without a value are absent, values of
 *     many words are joined as {@link ShellWords#join} does, secrets replaced by {@code ***}
 */
public record BenchOptions(
    ToolVersion compat,
    Target target,
    Model model,
    Dataset dataset,
    Load load,
    Sampling sampling,
    Startup startup,
    Timeouts timeouts,
    StopRules stops,
    Figures figures,
    Output output,
    Optional<EvalscopeOptions> evalscope,
    Injector injector,
    Map<String, String> effective) {

  /** The same with other prompts. */
  public BenchOptions with(Dataset other) {
    return new BenchOptions(
        compat, target, model, other, load, sampling, startup, timeouts, stops, figures, output,
        evalscope, injector, effective);
  }

  /** What one process does all of, and at once. */
  public BenchOptions(
      ToolVersion compat,
      Target target,
      Model model,
      Dataset dataset,
      Load load,
      Sampling sampling,
      Startup startup,
      Timeouts timeouts,
      StopRules stops,
      Figures figures,
      Output output,
      Optional<EvalscopeOptions> evalscope,
      Map<String, String> effective) {
    this(
        compat,
        target,
        model,
        dataset,
        load,
        sampling,
        startup,
        timeouts,
        stops,
        figures,
        output,
        evalscope,
        Injector.ALONE,
        effective);
  }

  /** The same with this map. */
  public BenchOptions withEffective(Map<String, String> map) {
    return new BenchOptions(
        compat, target, model, dataset, load, sampling, startup, timeouts, stops, figures, output,
        evalscope, injector, map);
  }

  /** What is this process's to do of all that was asked for: the load is its share. */
  public BenchOptions own() {
    return injector.of(this);
  }

  /**
   * Which server.
   *
   * @param simulated whether the simulated server is started for this run; {@code baseUrl} is then
   *     to be ignored
   * @param baseUrl scheme, host, port and an optional path prefix; no trailing slash, no
   *     credentials (they are a header then). Take it as text: {@code getHost()} knows no names
   *     with underscores
   * @param inTurn several such servers, to which requests go in turn; the first is {@code baseUrl}.
   *     Empty for a run with one
   * @param endpoint the path behind it, such as {@code /v1/chat/completions}
   * @param backend the API that requests are written for
   * @param headers the user's extra headers, in order; may hold secrets: never print values
   * @param transport whose certificates are trusted, and through which proxy it is reached
   */
  public record Target(
      boolean simulated,
      URI baseUrl,
      List<URI> inTurn,
      String endpoint,
      Backend backend,
      Map<String, String> headers,
      Transport transport) {

    public Target {
      inTurn = List.copyOf(inTurn);
    }

    /** One server. */
    public Target(
        boolean simulated,
        URI baseUrl,
        String endpoint,
        Backend backend,
        Map<String, String> headers,
        Transport transport) {
      this(simulated, baseUrl, List.of(), endpoint, backend, headers, transport);
    }

    /** Names no header's value: it may be a secret. */
    @Override
    public String toString() {
      return "Target[simulated="
          + simulated
          + ", "
          + (inTurn.isEmpty() ? baseUrl : inTurn)
          + endpoint
          + ", backend="
          + backend
          + ", headers="
          + headers.keySet()
          + ", "
          + transport
          + "]";
    }
  }

  /**
   * Which model, by which names.
   *
   * @param id {@code --model}; null means: the first one that {@code /v1/models} lists
   * @param servedName {@code --served-model-name}, the name in requests; null means the id
   * @param tokenizer {@code --tokenizer} as given; null means: found by the id
   * @param lora what measured requests name instead; empty for most runs
   * @param models likewise, drawn by weight; not both
   * @param skipsTokenizer whether there is none, and no token is counted
   */
  public record Model(
      @Nullable String id,
      @Nullable String servedName,
      @Nullable String tokenizer,
      Optional<LoraModules> lora,
      Optional<WeightedModels> models,
      boolean skipsTokenizer) {

    /** A model that all requests name. */
    public Model(@Nullable String id, @Nullable String servedName, @Nullable String tokenizer) {
      this(id, servedName, tokenizer, Optional.empty(), Optional.empty(), false);
    }
  }

  /**
   * Which prompts.
   *
   * @param prompts how many are measured
   * @param seed of the generators that they are drawn from
   * @param options what was asked for of the dataset
   */
  public record Dataset(int prompts, long seed, DatasetOptions options) {}

  /**
   * How many at once, and when.
   *
   * @param maxConcurrency the most in flight; empty means no limit: without a pace all prompts at
   *     once, as vLLM bench does, with one the open loop
   * @param paced requests at times of their own; empty where each is sent as soon as it may be
   * @param probesPerSecond how often the server is probed beside the load, were it to answer at
   *     once; 0 for never
   * @param warmUps how many more requests go first, as part of the load and not measured, where
   *     that is no option of the tool's; evalscope's are {@link EvalscopeOptions#warmups()}
   */
  public record Load(
      OptionalInt maxConcurrency, Optional<Paced> paced, double probesPerSecond, int warmUps) {

    /** A load with no probes beside it, and nothing before it. */
    public Load(OptionalInt maxConcurrency, Optional<Paced> paced) {
      this(maxConcurrency, paced, 0, 0);
    }

    /** Whether the server is probed beside it. */
    public boolean probes() {
      return probesPerSecond > 0;
    }

    /** The same, with as many probes a second beside it; none where that isn't above 0. */
    public Load probed(double perSecond) {
      return new Load(maxConcurrency, paced, perSecond > 0 ? perSecond : 0, warmUps);
    }

    /** The same behind so many warm-up requests. */
    public Load behind(int requests) {
      return new Load(maxConcurrency, paced, probesPerSecond, requests);
    }

    /** How many requests are in flight at once for this many prompts. */
    public int concurrency(int prompts) {
      return Math.min(prompts, maxConcurrency.orElse(prompts));
    }
  }

  /**
   * Requests at times of their own.
   *
   * @param pace which times
   * @param spareConnections how many open connections are kept ahead of need, 0 for none, as the
   *     tools have it; empty means as many as are found to be needed
   * @param stopsWhenSaturated whether the run ends once the server is seen not to keep up
   */
  public record Paced(Pace pace, OptionalInt spareConnections, boolean stopsWhenSaturated) {}

  /**
   * What each request asks of the model.
   *
   * @param ignoreEos whether {@code ignore_eos: true} is sent
   * @param logprobs {@code --logprobs}; empty means none
   * @param extraBody sampling options, then {@code --extra-body}, merged as the tool does: a JSON
   *     object whose fields are put into the body last, in this order
   */
  public record Sampling(boolean ignoreEos, OptionalInt logprobs, String extraBody) {}

  /**
   * What happens before the clock starts.
   *
   * @param readyCheckTimeoutSec how long to wait for the endpoint; 0 skips the check
   * @param warmups how many warm-up requests
   * @param jvmWarmUp how long the client may warm its own code up, without the server; zero for not
   *     at all
   * @param heapDump where the memory is written to when it runs out; empty is nowhere
   * @param profiles whether the server's profiler runs while it measures
   * @param dryRun whether requests are only made, and nothing is sent
   */
  public record Startup(
      int readyCheckTimeoutSec,
      int warmups,
      Duration jvmWarmUp,
      Optional<Path> heapDump,
      boolean profiles,
      boolean dryRun) {}

  /**
   * How long a request's parts may take; empty for no limit.
   *
   * @param connect until there is a connection
   * @param firstToken from sending to the first output token
   * @param idle between two reads, and from sending to the first
   * @param total of the whole request
   */
  public record Timeouts(
      Optional<Duration> connect,
      Optional<Duration> firstToken,
      Optional<Duration> idle,
      Optional<Duration> total) {

    /** No limit. */
    public static final Timeouts NONE =
        new Timeouts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whoever wants a token within a millisecond doesn't mean pages and connections. */
    private static final Duration SHORTEST_BESIDE = Duration.ofSeconds(1);

    /**
     * How long a request may take that is none of the run's: what it has by itself, or less where
     * the run's requests get less.
     */
    public Duration beside(Duration own) {
      Duration limit = own;
      for (Optional<Duration> asked : List.of(firstToken, idle, total)) {
        limit = sooner(limit, asked);
      }
      return limit;
    }

    /** Likewise, how long it may take until there is a connection. */
    public Duration connectBeside(Duration own) {
      return sooner(own, connect);
    }

    private static Duration sooner(Duration limit, Optional<Duration> asked) {
      if (asked.isEmpty() || asked.get().compareTo(limit) >= 0) {
        return limit;
      }
      Duration least = limit.compareTo(SHORTEST_BESIDE) < 0 ? limit : SHORTEST_BESIDE;
      return asked.get().compareTo(least) < 0 ? least : asked.get();
    }
  }

  /**
   * When no new request is sent any more; those in flight then still end. Empty for no limit.
   *
   * @param maxErrorRate the largest share of finished requests that may fail, from 0 to 1
   * @param maxErrors how many requests may fail
   * @param duration from the first request on
   */
  public record StopRules(
      OptionalDouble maxErrorRate, OptionalInt maxErrors, Optional<Duration> duration) {

    /** Only the prompts' end ends the run. */
    public static final StopRules NONE =
        new StopRules(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());

    /** The same without a duration. */
    public StopRules untimed() {
      return new StopRules(maxErrorRate, maxErrors, Optional.empty());
    }
  }

  /**
   * Which figures are reported.
   *
   * @param metrics sections, of {@code ttft, tpot, itl, e2el}; other names are accepted and give no
   *     section, as in the tool
   * @param percentiles such as 99 or 99.9
   * @param goodput limits in milliseconds by metric, of {@code ttft, tpot, e2el}; empty for none
   */
  public record Figures(
      List<String> metrics, List<Double> percentiles, Map<String, Double> goodput) {}

  /**
   * Where results go besides the run directory.
   *
   * @param saveResult {@code --save-result}: write the result JSON of the tool
   * @param saveDetailed with per-request lists
   * @param appendResult append a line to the file instead of replacing it
   * @param resultDir the folder; empty is the current one
   * @param resultFilename the file's name; empty is the tool's own pattern
   * @param metadata {@code --metadata KEY=VALUE …}, in order
   * @param label {@code --label}; null when not given
   * @param requestIdPrefix what {@code x-request-id} begins with
   * @param progress how progress is shown; not with {@code --disable-tqdm}
   * @param gatlingTtft whether Gatling's report has the time to the first token, as a group
   */
  public record Output(
      boolean saveResult,
      boolean saveDetailed,
      boolean appendResult,
      Optional<Path> resultDir,
      Optional<String> resultFilename,
      Map<String, String> metadata,
      @Nullable String label,
      String requestIdPrefix,
      ProgressForm progress,
      boolean gatlingTtft) {}
}
