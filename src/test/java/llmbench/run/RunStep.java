package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import llmbench.injection.EventLoopProbe;
import llmbench.injection.Gate;
import llmbench.injection.GatlingTransport;
import llmbench.injection.ReadyPrompt;
import llmbench.injection.RequestAction;
import llmbench.injection.Stage;
import llmbench.llm.LlmCall;
import llmbench.llm.LlmResult;
import llmbench.llm.RequestRecords;
import llmbench.options.BenchOptions;
import llmbench.plan.Level;
import llmbench.process.Console;
import llmbench.process.Host;
import llmbench.progress.LiveLine;
import llmbench.recorder.ClientWatch;
import llmbench.recorder.InFlight;
import llmbench.recorder.Recorder;
import llmbench.recorder.RunClock;
import llmbench.recorder.UnaskedCount;
import llmbench.request.LlmRequest;
import llmbench.simserver.SimServer;
import llmbench.target.MetricsPage;
import llmbench.target.TruthPage;
import llmbench.timeline.Conditions;
import llmbench.timeline.Fault;
import llmbench.timeline.RunFacts;
import llmbench.timeline.RunFacts.StopCause;
import llmbench.timeline.TtftGroup;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark of a run, ready to be sent: options are read, prompts are made, the server was
 * asked; nothing is measured yet. What it measures goes to its recorder. Mostly a run is one step;
 * a check has several, each with a directory of its own below the run's.
 */
public final class RunStep implements RequestAction.Told {

  /** How long event loops get to end their requests; those of a stuck one are recorded without. */
  private static final Duration INTERRUPT_LIMIT = Duration.ofMillis(500);

  /** The scenario that all levels of a run have in Gatling. */
  public static final String LEVELS = "levels";

  /** Of requests that nobody has counted before they come. */
  private static final int UNKNOWN = -1;

  private final Level level;
  private final PreparedRun prepared;
  private final Workload workload;
  private final TruthPage truth;
  private final AroundLoad around;
  private final boolean sameMachine;
  private final InFlight<SentRequest> inFlight = new InFlight<>();
  private final Gate gate;
  private final StepLoad load;

  /** Where the run is to end once the server doesn't keep up. */
  private final Optional<SaturationWatch> saturation;

  private final Optional<StepProbes> probes;
  private final LiveLine live;
  private final ScheduleAccount schedule;
  private final Recorder recorder;

  /** Without the run's secrets: a server may repeat what it was sent. */
  private final RequestRecords records;

  private final UnaskedCount unasked = new UnaskedCount();
  private final ClientWatch watch;
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean interrupted;

  private RunStep(
      Level level,
      PreparedRun prepared,
      Optional<Instant> start,
      TruthPage truth,
      AroundLoad around,
      boolean sameMachine,
      RunClock clock,
      ProgressDisplay display) {
    this.level = level;
    this.prepared = prepared;
    this.truth = truth;
    this.around = around;
    this.sameMachine = sameMachine;
    workload = prepared.workload();
    BenchOptions options = prepared.options();
    gate = new Gate(StepLoad.gateRules(options), System::nanoTime, this::stopped);
    records = new RequestRecords(clock.zeroNanos(), prepared.target().secrets()::hide);
    load = new StepLoad(prepared, start, gate, records, this::unasked, this::over);
    saturation = SaturationWatch.asked(options.load(), inFlight::count, gate::close);
    probes =
        prepared
            .probe()
            .map(request -> new StepProbes(name(), request, options, records, this::unasked));
    live = StepLive.line(display, prepared, name(), inFlight, gate);
    schedule = workload.schedule();
    recorder = Recorder.start(clock, prepared.facts(clock), schedule.before(live::finished));
    watch = ClientWatch.ready(clock);
  }

  /**
   * A step whose clock begins now. The server is asked whether it tells its exact times.
   *
   * @param start when it begins; empty for as soon as it is prepared
   * @param display where it shows how far it is
   * @param sayOnce what every step of the run may have to say
   */
  static RunStep begin(
      Level level,
      PreparedRun prepared,
      Optional<Instant> start,
      ProgressDisplay display,
      SaidOnce sayOnce) {
    RunTarget target = prepared.target();
    TruthPage truth =
        target.isSeveral() || !prepared.isAll()
            ? TruthPage.notAsked(target.endpoint())
            : TruthPage.ask(target.endpoint(), Console::say);
    AroundLoad around = AroundLoad.of(prepared, sayOnce);
    boolean sameMachine = target.servers().stream().anyMatch(Host::isThis);
    return new RunStep(level, prepared, start, truth, around, sameMachine, RunClock.now(), display);
  }

  /** What it measures. */
  Level level() {
    return level;
  }

  /** Of its directory below the run's; empty for the run itself. */
  private String name() {
    return level.name();
  }

  PreparedRun prepared() {
    return prepared;
  }

  /** The simulated server that this run has started for itself; null for any other. */
  public @Nullable SimServer simulatedServer() {
    return prepared.target().server();
  }

  /** How Gatling reaches its server. */
  public GatlingTransport gatling() {
    return prepared.target().gatling();
  }

  /** The server's address, for Gatling. */
  public String baseUrl() {
    return prepared.target().baseUrl().toString();
  }

  /** The name of its scenario in Gatling. */
  public String scenario() {
    return name().isEmpty() ? "benchmark" : name();
  }

  /** Where requests stand in Gatling's report, which shows all steps: each has its own group. */
  public RequestAction.Row row() {
    String label = prepared.options().target().backend().label();
    boolean ttft = prepared.options().output().gatlingTtft();
    return new RequestAction.Row(
        name().isEmpty() ? label : name() + " " + label, ttft ? TtftGroup.of(name()) : null);
  }

  /** How many Gatling users begin together. */
  public int users() {
    return prepared.users();
  }

  /** How its requests are sent. */
  public StepLoad load() {
    return load;
  }

  /** A load of its requests, and what is sent beside it. */
  public Stream<Stage> probed(PopulationBuilder requests) {
    return probes
        .map(each -> each.beside(requests, gatling().trusted()))
        .orElseGet(() -> Stream.of(new Stage(requests)));
  }

  /** Sends the prompt that a user has, measured or not. */
  public ChainBuilder send() {
    return load.send(this, sampleRequest());
  }

  /** Sends a warm-up request of {@link StepLoad#warmUpModel}. */
  public ChainBuilder sendWarmUp() {
    return load.sendWarmUp(sampleRequest());
  }

  /** Any request: all have the same path and header names. */
  public LlmRequest sampleRequest() {
    return workload.sample();
  }

  /** A prompt's, which is about to be sent. */
  public LlmRequest request(ReadyPrompt prompt) {
    watch.begin();
    probes.ifPresent(StepProbes::begin);
    return prompt.request();
  }

  public BenchOptions.Timeouts timeouts() {
    return prepared.options().timeouts();
  }

  /** The run directory is known, and this step is the next. */
  public void open(Path runDirectory) {
    workload.begin();
    saturation.ifPresent(SaturationWatch::begin);
    recorder.open(runDirectory.resolve(name()));
    probes.ifPresent(each -> each.open(runDirectory.resolve(name())));
    truth.forget();
    live.open();
  }

  /**
   * Opens a user's connection, or those of users to come; where that takes a while, it is said who
   * is waited for. The first user asks before what the server counts: all warm-ups are over, and no
   * prompt is sent before all users are back here.
   */
  public ChainBuilder warmConnection() {
    return exec(this::readCounters).exec(load.connect(this::unasked, this::sayConnectionWait));
  }

  /**
   * Blocks the first user's event loop, for a second at most. Nowhere else is that allowed; here no
   * time is taken yet, since no prompt is sent before all users meet, and event loops are watched
   * from then on. Asked earlier, the page would leave the warm-ups in the figures.
   */
  private Session readCounters(Session session) {
    around.begin();
    return session;
  }

  private void sayConnectionWait(int connections) {
    String server = prepared.target().name();
    SaidOnce.aside(LoadLines.connecting(server, connections, timeouts()));
  }

  /** Watches the users' event loops while they measure. */
  public EventLoopProbe eventLoops() {
    return new EventLoopProbe(watch::tick);
  }

  /** Whether it was begun. */
  boolean isOpen() {
    return directory() != null;
  }

  /** Where its files are; null before it is opened. */
  public @Nullable Path directory() {
    return recorder.directory();
  }

  /** Lets the prompts pass, or not. */
  public Gate gate() {
    return gate;
  }

  @Override
  public void started(ReadyPrompt prompt, LlmCall call) {
    workload.sent(prompt);
    inFlight.started(prompt.prompt().index(), new SentRequest(prompt.asked(), call, records));
  }

  /** Only handed over: the event loop has other things to do. */
  @Override
  public void finished(ReadyPrompt prompt, LlmResult result) {
    boolean first = inFlight.finished(prompt.prompt().index(), () -> keep(prompt, result));
    if (!first) {
      // Its run was stopped, and it is recorded as interrupted.
      return;
    }
    boolean isLast = finished.incrementAndGet() == workload.measured().orElse(UNKNOWN);
    if (isLast || (gate.turnedAway() && inFlight.count() == 0 && load.isNobodyWaiting())) {
      over();
    }
  }

  /** Nothing more comes. */
  private void over() {
    watch.end();
    probes.ifPresent(StepProbes::end);
    live.over(finished.get());
  }

  private void keep(ReadyPrompt prompt, LlmResult result) {
    recorder.accept(() -> records.of(prompt.asked(), result));
    saturation.ifPresent(watching -> watching.firstOutput(result));
    Fault fault = result.fault();
    if (fault == null || !fault.isInterruption()) {
      gate.finished(fault == null);
    }
  }

  @Override
  public void unasked(String beginning) {
    unasked.came(beginning);
  }

  /** All that is done with a finished request, except for keeping it. */
  void warmedUp(ReadyPrompt prompt, LlmResult result) {
    Recorder.warmUp(records.of(prompt.asked(), result));
  }

  /**
   * Sends nothing more, and has what is in flight recorded as interrupted. The step is still to be
   * closed.
   */
  public void interrupt(RunFacts.Stop why) {
    interrupted = true;
    gate.close(why);
    load.interrupt(INTERRUPT_LIMIT);
    probes.ifPresent(each -> each.interrupt(INTERRUPT_LIMIT));
    inFlight.interrupt(INTERRUPT_LIMIT).forEach(request -> recorder.accept(request::asInterrupted));
  }

  /** Nothing more comes; a step that is closed stays as it was. */
  public void close() {
    workload.close();
    probes.ifPresent(StepProbes::close);
    saturation.ifPresent(SaturationWatch::close);
    RunFacts.Stop stop = gate.atEnd().orElse(null);
    // A time that was asked for is an end, not a stop; so is a rule broken by the last requests.
    boolean stopped =
        interrupted || (gate.turnedAway() && stop != null && stop.by() != StopCause.DURATION);
    if (closed.compareAndSet(false, true)) {
      int sent = probes.map(StepProbes::sent).orElse(0);
      MetricsPage.Readings said = around.end(interrupted);
      recorder.measuredUnder(
          Conditions.of(sameMachine, watch.close())
              .with(said.prefixCache(), said.server())
              .with(unasked.seen())
              .with(load.connections().map(StepConnections::account).orElse(null))
              .with(workload.late().orElse(null)));
      recorder.completedBy(
          facts -> schedule.completed(load.completed(facts.ofDataset(dataset(sent)))));
    }
    boolean first =
        recorder.close(stopped ? RunFacts.State.STOPPED : RunFacts.State.FINISHED, stop);
    live.close();
    load.close();
    Path directory = recorder.directory();
    if (first && directory != null) {
      truth.keep(directory);
    }
  }

  /** Why the record is not whole; null while everything could be written. */
  public @Nullable IOException failure() {
    return probes.map(StepProbes::failure).orElse(recorder.failure());
  }

  private Map<String, Long> dataset(int probesSent) {
    Map<String, Long> facts = new LinkedHashMap<>(workload.facts());
    if (probesSent > 0) {
      facts.put(RunFacts.PROBES, (long) probesSent);
    }
    return facts;
  }

  private void stopped(RunFacts.Stop why) {
    load.giveUpStart();
    if (load.endsAsTheTool(why)) {
      return;
    }
    // Who has a place before the one that failed is still to get its prompt.
    if (why.by() != StopCause.DATASET) {
      workload.close();
    }
    // A duration that a model keeps itself ends no conversation.
    if (why.by() != StopCause.DURATION) {
      load.giveUp();
    }
    SaidOnce.aside(load.stopped(why));
  }
}
