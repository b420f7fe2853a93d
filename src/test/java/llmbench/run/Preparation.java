package llmbench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import llmbench.dataset.DatasetException;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.Injector;
import llmbench.options.ProgressForm;
import llmbench.options.ToolVersion;
import llmbench.options.Turns;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.HelpAsked;
import llmbench.options.read.OptionsReader;
import llmbench.process.Console;
import llmbench.process.HeapDumps;
import llmbench.process.IoTroubles;
import llmbench.process.OpenFiles;
import llmbench.request.LlmRequest;
import llmbench.request.ProfilerRequests;
import llmbench.request.VllmRequests;
import llmbench.schedule.AskedArrivals;
import llmbench.schedule.ScheduleException;
import llmbench.simserver.SimServer;
import llmbench.target.Preflight;
import llmbench.target.Preflights;
import llmbench.target.TargetAdvice;
import llmbench.target.TokenizerAlignment;
import llmbench.target.TransportNotes;
import llmbench.target.clock.ClockProbe;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import llmbench.tokenizer.Transformers;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is done before the clock starts, in the tool's order: options, tokenizer, server,
 * model (before its tokenizer, where only the server can name it), prompts, ready check, warm-up.
 * Each step returns what it made; what it says is said here.
 */
final class Preparation {

  private final Map<String, String> environment;
  private final Class<?> simulation;

  /** The conversations of its levels, one after the other. */
  private final TurnLevels turns = new TurnLevels();

  /** What is the same for all levels of a run. */
  private final SaidOnce sayOnce = new SaidOnce(Console::say);

  /**
   * A preparation.
   *
   * @param environment of the process
   * @param simulation that Gatling runs
   */
  Preparation(Map<String, String> environment, Class<?> simulation) {
    this.environment = environment;
    this.simulation = simulation;
  }

  /**
   * Prepares what the sources ask for.
   *
   * @param running the simulated server that an earlier level of this run has started
   * @throws RefusedException when its user has to mend something first
   */
  PreparedRun prepare(Sources sources, @Nullable SimServer running) {
    try {
      return prepared(sources, running);
    } catch (HelpAsked e) {
      throw new NotRunException(String.valueOf(e.getMessage()), 0, e);
    } catch (OptionsException
        | TokenizerException
        | DatasetException
        | ScheduleException
        | IllegalArgumentException
        | Preflight.PreflightException
        | SimServer.SimServerException e) {
      throw new RefusedException(e);
    }
  }

  private PreparedRun prepared(Sources sources, @Nullable SimServer running) {
    Notes notes = new Notes(sayOnce::say);
    BenchOptions whole = new OptionsReader().read(sources);
    BenchOptions options = whole.own();
    ResultDirectory.check(options.output());
    AskedArrivals.checkFile(options);
    options.startup().heapDump().ifPresent(Preparation::dumpHeapInto);
    if (options.startup().dryRun()) {
      throw dry(whole, notes);
    }
    // The tokenizer of a model that only the server can name can't be looked for yet.
    boolean unnamed = options.model().id() == null && !options.target().simulated();
    Opened known = unnamed ? null : tokenizer(options, options.model().id(), notes);
    RunTarget target = target(options, known, running);
    sayTarget(target, options.target(), sources.namesServer(), notes);
    TargetAdvice advice = TargetAdvice.of(options, apiKey());
    advice.oddity().ifPresent(sayOnce::say);
    Preflights preflight =
        new Preflights(target.endpoints(), options.timeouts(), advice, Console::say);
    if (options.startup().readyCheckTimeoutSec() == 0) {
      preflight.reach();
    }
    Optional<ClockProbe> clock = clock(options, target);
    Preflight.Listed listed = model(options, preflight);
    String model = listed.id();
    Opened tokenizer = known == null ? tokenizer(options, listed.root(), notes) : known;
    Workload workload = workload(whole, model, tokenizer, target, notes);
    PreparedRun prepared =
        new PreparedRun(
            simulation,
            options,
            target,
            model,
            workload,
            profiler(options, model, workload),
            probe(options, model),
            tokenizer.facts(),
            clock.flatMap(ClockProbe::end),
            notes.all());
    int connections = prepared.users() * target.servers().size();
    FileLimit.check(OpenFiles.now(), connections, target.server() != null);
    preflight.awaitReady(workload.test(), options.startup().readyCheckTimeoutSec());
    preflight.warmUp(workload.warmUps(), prepared.users());
    clock.ifPresent(asked -> Console.say(ClockProbe.said(prepared.serverClock())));
    workload.said(whole).ifPresent(Console::say);
    workload.load(whole).forEach(Console::say);
    return prepared;
  }

  /** Who begins or sends together with others has a clock beside theirs: the server's. */
  private Optional<ClockProbe> clock(BenchOptions options, RunTarget target) {
    return options.injector().equals(Injector.ALONE)
        ? Optional.empty()
        : Optional.of(
            ClockProbe.begin(target.endpoint(), VllmRequests.modelHeaders(options, apiKey())));
  }

  private Optional<ProfilerRequests> profiler(
      BenchOptions options, String model, Workload workload) {
    return options.startup().profiles()
        ? Optional.of(ProfilerRequests.of(options, model, apiKey(), workload.first()))
        : Optional.empty();
  }

  private Optional<LlmRequest> probe(BenchOptions options, String model) {
    if (!options.load().probes()) {
      return Optional.empty();
    }
    VllmRequests requests = new VllmRequests(options, model, apiKey());
    requests
        .whyNot(VllmRequests.PROBE)
        .ifPresent(
            why -> {
              throw new RefusedException("--probe-request-rate: a probe can't be sent: " + why);
            });
    return Optional.of(requests.test(VllmRequests.PROBE));
  }

  /** Makes everything, and has the run end there. */
  private NotRunException dry(BenchOptions options, Notes notes) {
    Opened tokenizer = tokenizer(options, options.model().id(), notes);
    PreparationProgress progress = progress("Making prompts", options);
    PromptContext context = new PromptContext(options, tokenizer, progress::done, notes::add);
    List<String> lines = new DryRun(options, apiKey()).lines(context);
    progress.end();
    lines.forEach(Console::say);
    return new NotRunException("Dry run: nothing was sent.", 0);
  }

  private static void dumpHeapInto(Path directory) {
    try {
      HeapDumps.into(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "-Dllm.heap-dump="
              + directory
              + ": that directory can't be made ("
              + IoTroubles.reason(e)
              + "); nothing was sent.",
          e);
    }
  }

  private Opened tokenizer(BenchOptions options, @Nullable String model, Notes notes) {
    if (options.model().skipsTokenizer()) {
      sayOnce.say("Tokenizer: none, so no token is counted (--skip-tokenizer-init)");
      return Opened.none();
    }
    Opened tokenizer =
        Tokenizers.open(options.model().tokenizer(), model, Transformers.of(options.compat()));
    tokenizer.notes().forEach(notes::add);
    sayOnce.say(
        "Tokenizer: %s: %s".formatted(tokenizer.tokenizer().name(), tokenizer.facts().said()));
    return tokenizer;
  }

  /**
   * The server; a simulated one is started, unless it runs already.
   *
   * @param tokenizer of a simulated one; null only for a real one
   */
  private RunTarget target(
      BenchOptions options, @Nullable Opened tokenizer, @Nullable SimServer running) {
    String apiKey = apiKey();
    if (!options.target().simulated()) {
      return RunTarget.real(options, apiKey);
    }
    SimServer server =
        running == null
            ? SimulatedServer.start(options, Objects.requireNonNull(tokenizer))
            : running;
    return RunTarget.simulated(server, options, apiKey);
  }

  private @Nullable String apiKey() {
    String key = environment.get("OPENAI_API_KEY");
    // What begins so is left out of what Gatling Enterprise shows of a run's environment.
    return key != null ? key : environment.get("SENSITIVE_OPENAI_API_KEY");
  }

  /**
   * Says which server it is.
   *
   * @param named whether there is one that a simulated server stands in for
   */
  private void sayTarget(RunTarget target, BenchOptions.Target asked, boolean named, Notes notes) {
    if (target.server() != null) {
      notes.add(SimulatedServer.note(named));
      return;
    }
    // A query may hold a key.
    String path = asked.endpoint().replaceFirst("(?s)[?].*", "?…");
    if (target.isSeveral()) {
      target.inTurn().forEach(server -> Console.say("Server, in turn: " + server + path));
      notes.add(
          "There are several servers: what they say of themselves at /metrics is left out of the"
              + " reports");
    } else {
      sayOnce.say("Server: " + target.baseUrl() + path);
    }
    target.servers().stream()
        .flatMap(server -> TransportNotes.notes(target.transport(), server, environment).stream())
        .distinct()
        .forEach(notes::add);
  }

  private Preflight.Listed model(BenchOptions options, Preflights preflight) {
    String id = options.model().id();
    if (id != null) {
      return new Preflight.Listed(id, id);
    }
    Preflight.Listed first = preflight.firstModel(VllmRequests.modelHeaders(options, apiKey()));
    Console.say("Model: none was named, so the first that the server lists: " + first.id());
    return first;
  }

  private Workload workload(
      BenchOptions options, String model, Opened tokenizer, RunTarget target, Notes notes) {
    PreparationProgress progress = progress("Making prompts", options);
    PreparationProgress adjusting =
        progress("Adjusting prompts to the server's tokenizer", options);
    options.dataset().options().caution().ifPresent(sayOnce::say);
    PromptContext context = new PromptContext(options, tokenizer, progress::done, notes::add);
    Workload made;
    if (options.evalscope().isPresent()) {
      made =
          options.dataset().options().turns().isPresent()
              ? turns.workload(context, model)
              : PromptWorkload.ofEvalscope(context, model);
      sayDrawnSeed(options.evalscope().get().seed());
    } else if (options.dataset().options().turns().isPresent()) {
      VllmRequests requests = new VllmRequests(options, model, apiKey());
      made =
          options.dataset().options().turns().get().client() == Turns.Client.TRACE
              ? TraceTurns.workload(context, requests)
              : VllmTurns.workload(context, requests);
    } else {
      VllmRequests requests = new VllmRequests(options, model, apiKey());
      TokenizerAlignment alignment =
          new TokenizerAlignment(
              target.endpoint(), requests::tokenize, model, notes::add, adjusting::done);
      boolean aligns = options.compat().atLeast(ToolVersion.VLLM_0_32);
      made =
          PromptWorkload.ofVllm(
              context, requests, first -> aligns ? alignment.by(first) : UnaryOperator.identity());
    }
    made.fill();
    progress.end();
    adjusting.end();
    Console.say(made.made(tokenizer, progress.seconds()));
    return made;
  }

  private static PreparationProgress progress(String what, BenchOptions options) {
    return new PreparationProgress(
        what, options.dataset().prompts(), options.output().progress() != ProgressForm.OFF);
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
}
