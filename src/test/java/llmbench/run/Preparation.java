package llmbench.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Prompt;
import llmbench.injection.GatlingTransport;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ProgressForm;
import llmbench.options.SecretValues;
import llmbench.options.ToolVersion;
import llmbench.options.Transport;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.process.Host;
import llmbench.recorder.RunClock;
import llmbench.report.vllm.ResultFile;
import llmbench.request.VllmRequests;
import llmbench.simserver.SimServer;
import llmbench.target.Endpoint;
import llmbench.target.Preflight;
import llmbench.target.Secrets;
import llmbench.target.TargetAdvice;
import llmbench.target.TokenizerAlignment;
import llmbench.target.TransportNotes;
import llmbench.timeline.RunFacts;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is done before the clock starts, in the tool's order: options, tokenizer, server,
 * model, prompts, ready check, warm-up.
 */
public final class Preparation {

  private final BenchOptions options;
  private final Class<?> simulation;
  private final Opened tokenizer;
  private final @Nullable SimServer server;
  private final URI baseUrl;
  private final Secrets secrets;
  private final Endpoint endpoint;
  private final GatlingTransport gatling;
  private final String model;
  private final Workload workload;
  private final List<String> notes = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param serverNamed whether the user has named a server, simulated or not
   */
  private Preparation(
      BenchOptions options,
      boolean serverNamed,
      @Nullable SimServer running,
      @Nullable String apiKey,
      Class<?> simulation) {
    this.options = options;
    this.simulation = simulation;
    checkResultDir();
    tokenizer = Tokenizers.open(options.model().tokenizer(), options.model().id());
    tokenizer.notes().forEach(this::note);
    server = options.target().simulated() ? simulated(options, tokenizer, running) : null;
    baseUrl = server == null ? options.target().baseUrl() : server.baseUrl();
    secrets = Secrets.of(SecretValues.of(options, apiKey));
    endpoint = new Endpoint(baseUrl, transport(), secrets);
    gatling = new GatlingTransport(transport());
    TargetAdvice advice = TargetAdvice.of(options);
    sayTarget(serverNamed);
    advice.oddity().ifPresent(Console::say);
    Preflight preflight = new Preflight(endpoint, options.timeouts(), advice, Console::say);
    boolean waits = options.startup().readyCheckTimeoutSec() > 0;
    if (!waits) {
      preflight.reach();
    }
    String id = options.model().id();
    model = id == null ? preflight.firstModel(options.target().headers()) : id;
    workload = workload(apiKey);
    workload.notes().forEach(this::note);
    preflight.awaitReady(workload.test(), options.startup().readyCheckTimeoutSec());
    int atOnce = options.load().concurrency(workload.prompts().size());
    preflight.warmUp(workload.warmUps(), atOnce);
    Console.say(
        options.load().maxConcurrency().isPresent()
            ? "Load: " + atOnce + " requests in flight at once"
            : "Load: no --max-concurrency, so all "
                + atOnce
                + " requests at once, as vLLM bench does");
  }

  /**
   * Prepares what the sources ask for; what the user can mend ends the process with a message and
   * no stack trace.
   *
   * @param before of the step before this one in the same run, whose simulated server serves both
   * @param simulation that Gatling runs
   */
  public static Preparation orExit(
      Sources sources,
      @Nullable Preparation before,
      Map<String, String> environment,
      Class<?> simulation) {
    try {
      BenchOptions options = new OptionsReader().read(sources);
      SimServer running = before == null ? null : before.server();
      String key = environment.get("OPENAI_API_KEY");
      return new Preparation(options, sources.namesServer(), running, key, simulation);
    } catch (OptionsException
        | TokenizerException
        | DatasetException
        | IllegalArgumentException
        | Preflight.PreflightException
        | SimServer.SimServerException e) {
      throw Console.exit(String.valueOf(e.getMessage()));
    }
  }

  private static SimServer simulated(
      BenchOptions options, Opened tokenizer, @Nullable SimServer running) {
    return running == null ? SimulatedServer.start(options, tokenizer) : running;
  }

  BenchOptions options() {
    return options;
  }

  URI baseUrl() {
    return baseUrl;
  }

  /** What must not be written, whoever says it. */
  Secrets secrets() {
    return secrets;
  }

  /** The server, for what is sent before and after the measurement. */
  Endpoint endpoint() {
    return endpoint;
  }

  /** How Gatling reaches it. */
  public GatlingTransport gatling() {
    return gatling;
  }

  /** The simulated server is reached as it is. */
  private Transport transport() {
    return server == null ? options.target().transport() : Transport.DIRECT;
  }

  Workload workload() {
    return workload;
  }

  /** The facts of the run so far. */
  RunFacts facts(RunClock clock) {
    List<Prompt> prompts = workload.prompts();
    long tokens = prompts.stream().mapToLong(Prompt::tokens).sum();
    Map<String, String> effective = new LinkedHashMap<>(options.given());
    effective.put("model", model);
    return Host.facts(
        clock,
        simulation.getName(),
        effective,
        Map.of("prompts", (long) prompts.size(), "prompt_tokens", tokens),
        notes);
  }

  /** The simulated server, if this run has started one. */
  public @Nullable SimServer server() {
    return server;
  }

  /** Before anything is sent: after the run it would be too late. */
  private void checkResultDir() {
    BenchOptions.Output output = options.output();
    if (output.saveResult() || output.appendResult()) {
      ResultFile.checkDirectory(output.resultDir());
    }
  }

  /** {@code serverNamed}: whether there is one that the simulated server stands in for. */
  private void sayTarget(boolean serverNamed) {
    if (server == null) {
      // A query may hold a key.
      String path = options.target().endpoint().replaceFirst("(?s)[?].*", "?…");
      Console.say("Server: " + baseUrl + path);
      TransportNotes.notes(transport(), baseUrl, System.getenv()).forEach(this::note);
    } else {
      note(SimulatedServer.note(serverNamed));
    }
  }

  private Workload workload(@Nullable String apiKey) {
    PreparationProgress progress =
        new PreparationProgress(
            "prompts",
            options.dataset().prompts(),
            options.output().progress() != ProgressForm.OFF);
    Workload made;
    if (options.evalscope().isPresent()) {
      options.evalscope().get().caution().ifPresent(Console::say);
      made = Workload.ofEvalscope(options, model, tokenizer, progress::done);
      sayDrawnSeed(options.evalscope().get().seed());
    } else {
      VllmRequests requests = new VllmRequests(options, model, apiKey);
      made =
          Workload.ofVllm(
              options, requests, tokenizer, progress::done, prompts -> aligned(prompts, requests));
    }
    Console.say(
        String.format(
            Locale.ROOT,
            "Prompts: %,d with %,d tokens by the tokenizer %s; made in %.1f s",
            made.prompts().size(),
            made.prompts().stream().mapToLong(Prompt::tokens).sum(),
            tokenizer.tokenizer().name(),
            progress.seconds()));
    return made;
  }

  private List<Prompt> aligned(List<Prompt> made, VllmRequests requests) {
    if (options.compat() != ToolVersion.VLLM_0_32) {
      return made;
    }
    return new TokenizerAlignment(endpoint, requests::tokenize, model, this::note).align(made);
  }

  /**
   * evalscope leaves the seed to chance; so that the run can be repeated, chance is written down.
   */
  private static void sayDrawnSeed(EvalscopeOptions.Seed seed) {
    if (seed.origin() == EvalscopeOptions.Seed.Origin.DRAWN) {
      Console.say(
          "Seed: none was given, so one was drawn; -Dllm.prompt-seed="
              + seed.value()
              + " repeats the run");
    }
  }

  private void note(String note) {
    notes.add(note);
    Console.say(note);
  }
}
