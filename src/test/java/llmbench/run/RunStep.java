package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.dataset.Prompt;
import llmbench.injection.ConnectionWait;
import llmbench.injection.EventLoopProbe;
import llmbench.injection.Gate;
import llmbench.injection.GatlingTransport;
import llmbench.injection.OpenModel;
import llmbench.injection.RequestAction;
import llmbench.injection.RequestsAhead;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.LlmCall;
import llmbench.llm.LlmResult;
import llmbench.llm.RequestRecords;
import llmbench.options.BenchOptions;
import llmbench.process.Console;
import llmbench.process.Host;
import llmbench.progress.Live;
import llmbench.progress.LiveLine;
import llmbench.recorder.ClientWatch;
import llmbench.recorder.InFlight;
import llmbench.recorder.Recorder;
import llmbench.recorder.RunClock;
import llmbench.recorder.UnaskedCount;
import llmbench.request.LlmRequest;
import llmbench.simserver.SimServer;
import llmbench.target.MetricsPage;
import llmbench.target.Spoken;
import llmbench.target.TruthPage;
import llmbench.timeline.Conditions;
import llmbench.timeline.Counted;
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

  private final String name;
  private final PreparedRun prepared;
  private final Workload workload;
  private final TruthPage truth;
  private final MetricsPage metrics;
  private final boolean sameMachine;
  private final InFlight<SentRequest> inFlight = new InFlight<>();
  private final Gate gate;
  private final Optional<OpenModel> openModel;

  /** Where each request has a user of its own. */
  private final Optional<StepConnections> connections;

  /** Where the run is to end once the server doesn't keep up. */
  private final Optional<SaturationWatch> saturation;

  private final LiveLine live;
  private final Recorder recorder;
  private final RequestsAhead requests;

  /** Without the run's secrets: a server may repeat what it was sent. */
  private final RequestRecords records;

  private final UnaskedCount unasked = new UnaskedCount();
  private final ClientWatch watch;
  private final AtomicInteger left;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean interrupted;

  private RunStep(
      String name,
      PreparedRun prepared,
      TruthPage truth,
      MetricsPage metrics,
      boolean sameMachine,
      RunClock clock,
      ProgressDisplay display) {
    this.name = name;
    this.prepared = prepared;
    this.truth = truth;
    this.metrics = metrics;
    this.sameMachine = sameMachine;
    workload = prepared.workload();
    requests = new RequestsAhead(workload.prompts(), workload.requests());
    gate = new Gate(prepared.options().stops(), System::nanoTime, this::sayStop);
    openModel =
        workload
            .arrivals()
            .map(
                arrivals ->
                    new OpenModel(
                        workload.prompts(),
                        arrivals,
                        prepared.options().load().maxConcurrency(),
                        gate));
    Optional<BenchOptions.Paced> paced = prepared.options().load().paced();
    connections = paced.map(asked -> StepConnections.of(prepared, asked, this::unasked));
    saturation =
        paced
            .filter(BenchOptions.Paced::stopsWhenSaturated)
            .map(asked -> new SaturationWatch(inFlight::count, gate::close));
    live = live(display);
    recorder = Recorder.start(clock, prepared.facts(clock), live::finished);
    records = new RequestRecords(clock.zeroNanos(), prepared.target().secrets()::hide);
    watch = ClientWatch.ready(clock);
    left = new AtomicInteger(workload.prompts().size());
  }

  /**
   * A step whose clock begins now. The server is asked whether it tells its exact times.
   *
   * @param name of its directory below the run's; empty for the run itself
   * @param display where it shows how far it is
   * @param sayOnce what every step of the run may have to say
   */
  static RunStep begin(
      String name, PreparedRun prepared, ProgressDisplay display, SaidOnce sayOnce) {
    RunTarget target = prepared.target();
    TruthPage truth = TruthPage.ask(target.endpoint(), Console::say);
    MetricsPage metrics = new MetricsPage(target.endpoint(), sayOnce::say);
    boolean sameMachine = Host.isThis(target.baseUrl());
    return new RunStep(name, prepared, truth, metrics, sameMachine, RunClock.now(), display);
  }

  private LiveLine live(ProgressDisplay display) {
    BenchOptions options = prepared.options();
    Live figures =
        new Live(
            workload.prompts().size(),
            options.stops().duration(),
            inFlight::requests,
            gate::isClosed);
    String server = prepared.target().endpoint().name();
    QuietSentence sentence = new QuietSentence(server, options.timeouts());
    return display.line(
        name, figures, options.output().progress(), quiet -> Console.say(sentence.of(quiet)));
  }

  /** Of its directory below the run's; empty for the run itself. */
  String name() {
    return name;
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
    return name.isEmpty() ? "benchmark" : name;
  }

  /** The requests' name in Gatling's report: one row per prompt. */
  String requestName() {
    String label = prepared.options().target().backend().label();
    return name.isEmpty() ? label : name + " " + label;
  }

  /** Where they stand there. A step has a group of its own: one report shows all steps. */
  public RequestAction.Row row() {
    boolean ttft = prepared.options().output().gatlingTtft();
    return new RequestAction.Row(requestName(), ttft ? TtftGroup.of(name) : null);
  }

  public List<Prompt> prompts() {
    return workload.prompts();
  }

  /** How many Gatling users begin together. */
  public int users() {
    return prepared.users();
  }

  /** Its open model; empty where it has the closed one, with as many requests as users. */
  public Optional<OpenModel> openModel() {
    return openModel;
  }

  /** Any request: all have the same path and header names. */
  public LlmRequest sampleRequest() {
    return workload.requests().apply(workload.prompts().get(0));
  }

  public LlmRequest request(Prompt prompt) {
    watch.begin();
    return requests.of(prompt);
  }

  public BenchOptions.Timeouts timeouts() {
    return prepared.options().timeouts();
  }

  /** The run directory is known, and this step is the next. */
  public void open(Path runDirectory) {
    requests.begin();
    saturation.ifPresent(SaturationWatch::begin);
    recorder.open(runDirectory.resolve(name));
    truth.forget();
    live.open();
  }

  /**
   * Opens a user's connection, or those of users to come; where that takes a while, it is said who
   * is waited for. The first user asks before what the server counts: all warm-ups are over, and no
   * prompt is sent before all users are back here.
   */
  public ChainBuilder warmConnection() {
    if (connections.isPresent()) {
      return exec(this::readCounters).exec(connections.get().warm());
    }
    BenchOptions.Timeouts timeouts = prepared.options().timeouts();
    ConnectionWait wait = new ConnectionWait(this::sayConnectionWait);
    return exec(this::readCounters)
        .exec(wait::begins)
        .exec(RequestAction.warmConnection(timeouts, this::unasked))
        .exec(wait::ends);
  }

  /**
   * Blocks the first user's event loop, for a second at most. Nowhere else is that allowed; here no
   * time is taken yet, since no prompt is sent before all users meet, and event loops are watched
   * from then on. Asked earlier, the page would leave the warm-ups in the figures.
   */
  private Session readCounters(Session session) {
    metrics.begin();
    return session;
  }

  private void sayConnectionWait(int users) {
    sayAside(
        "Waiting for an answer of "
            + prepared.target().endpoint().name()
            + "/health on "
            + Counted.of(users, "connection")
            + ", before the first request is sent: "
            + Spoken.time(RequestAction.warmConnectionLimit(prepared.options().timeouts()))
            + " at most");
  }

  /** Watches the users' event loops while they measure. */
  public EventLoopProbe eventLoops() {
    return new EventLoopProbe(watch::tick);
  }

  /** Whether it was begun. */
  boolean isOpen() {
    return recorder.directory() != null;
  }

  /** Where its files are; null before it is opened. */
  public @Nullable Path directory() {
    return recorder.directory();
  }

  /** Lets the prompts pass, or not. */
  public Gate gate() {
    return gate;
  }

  /** How requests are sent: as soon as they are made, or each at its time. */
  public LlmActionBuilder paced(LlmActionBuilder action) {
    if (openModel.isEmpty()) {
      return action;
    }
    LlmActionBuilder paced = action.paced(openModel.get());
    return connections.isPresent() ? paced.over(connections.get().shared()) : paced;
  }

  @Override
  public void started(Prompt prompt, LlmCall call) {
    inFlight.started(prompt.index(), new SentRequest(workload.asked(prompt), call, records));
  }

  /** Only handed over: the event loop has other things to do. */
  @Override
  public void finished(Prompt prompt, LlmResult result) {
    recorder.accept(() -> records.of(workload.asked(prompt), result));
    saturation.ifPresent(watching -> watching.firstOutput(result));
    Fault fault = result.fault();
    if (fault == null || !fault.isInterruption()) {
      gate.finished(fault == null);
    }
    inFlight.finished(prompt.index());
    int still = left.decrementAndGet();
    if (still == 0 || (gate.turnedAway() && inFlight.count() == 0 && isNobodyWaiting())) {
      watch.end();
      live.over(workload.prompts().size() - still);
    }
  }

  /** Whether nobody is to be sent whose time has come. */
  private boolean isNobodyWaiting() {
    return openModel.map(OpenModel::isNobodyWaiting).orElse(true);
  }

  @Override
  public void unasked(String beginning) {
    unasked.came(beginning);
  }

  /** All that is done with a finished request, except for keeping it. */
  void warmedUp(Prompt prompt, LlmResult result) {
    Recorder.warmUp(records.of(workload.asked(prompt), result));
  }

  /**
   * Sends nothing more, and has what is in flight recorded as interrupted. The step is still to be
   * closed.
   */
  public void interrupt(RunFacts.Stop why) {
    interrupted = true;
    gate.close(why);
    inFlight.interrupt(INTERRUPT_LIMIT).forEach(request -> recorder.accept(request::asInterrupted));
  }

  /** Nothing more comes; a step that is closed stays as it was. */
  public void close() {
    requests.close();
    saturation.ifPresent(SaturationWatch::close);
    RunFacts.Stop stop = gate.atEnd().orElse(null);
    // A time that was asked for is an end, not a stop; so is a rule broken by the last requests.
    boolean stopped =
        interrupted || (gate.turnedAway() && stop != null && stop.by() != StopCause.DURATION);
    if (closed.compareAndSet(false, true)) {
      // Whoever has stopped the run waits for its report, not for the server.
      MetricsPage.Readings said = interrupted ? MetricsPage.Readings.NONE : metrics.end();
      recorder.measuredUnder(
          new Conditions(
              sameMachine,
              watch.close(),
              said.prefixCache(),
              said.server(),
              unasked.seen(),
              connections.map(StepConnections::account).orElse(null)));
    }
    boolean first =
        recorder.close(stopped ? RunFacts.State.STOPPED : RunFacts.State.FINISHED, stop);
    live.close();
    connections.ifPresent(StepConnections::close);
    Path directory = recorder.directory();
    if (first && directory != null) {
      truth.keep(directory);
    }
  }

  /** Why the record is not whole; null while everything could be written. */
  public @Nullable IOException failure() {
    return recorder.failure();
  }

  private void sayStop(RunFacts.Stop why) {
    String what =
        why.by() == StopCause.SIGNAL
            ? "Stopped " + why.why() + ": requests in flight are interrupted."
            : "No new request is sent: " + why.why() + ".";
    sayAside(what);
  }

  /** Not on the event loop that calls it. */
  static void sayAside(String what) {
    Thread say = new Thread(() -> Console.say(what), "llm-says");
    say.setDaemon(true);
    say.start();
  }
}
