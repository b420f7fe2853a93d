package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import llmbench.injection.AtOnce;
import llmbench.injection.ConnectionWait;
import llmbench.injection.Gate;
import llmbench.injection.OpenModel;
import llmbench.injection.RequestAction;
import llmbench.injection.Stage;
import llmbench.injection.StartTime;
import llmbench.injection.TimedLoop;
import llmbench.injection.UserPrompt;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.RequestRecords;
import llmbench.options.BenchOptions;
import llmbench.process.Console;
import llmbench.request.LlmRequest;
import llmbench.timeline.BeganLate;
import llmbench.timeline.RunFacts;

/** How the requests of a step are sent: by which models, and over which connections. */
public final class StepLoad {

  private static final double NANOS_PER_SECOND = 1e9;

  private final PreparedRun prepared;
  private final LoadWarmUps warmUps;
  private final StartTime start;
  private final StepModels models;

  /** Where each request has a user of its own. */
  private final Optional<StepConnections> connections;

  /**
   * That of a step.
   *
   * @param start when it begins; empty for as soon as it is prepared
   * @param unasked is told how bytes begin that no request had asked for, on an event loop
   * @param onOver is called at most once, where only the load knows that nothing more comes
   */
  StepLoad(
      PreparedRun prepared,
      Optional<Instant> start,
      Gate gate,
      RequestRecords records,
      Consumer<String> unasked,
      Runnable onOver) {
    this.prepared = prepared;
    this.start = new StartTime(start, new SaidOfStart());
    Workload workload = prepared.workload();
    BenchOptions options = prepared.options();
    warmUps = new LoadWarmUps(workload.loadWarmUps(), records, unasked, SaidOnce::aside);
    models =
        workload.models(
            new StepModels.Step(options, gate, this.start, StepLoad::sayInOrder, onOver));
    connections = options.load().paced().map(asked -> StepConnections.of(prepared, asked, unasked));
  }

  /** Which of the rules are the gate's: what evalscope's own loop keeps isn't. */
  static BenchOptions.StopRules gateRules(BenchOptions options) {
    return TimedLoop.keeps(options) ? options.stops().untimed() : options.stops();
  }

  /**
   * Whether it is the tool's own loop that ends: its end is said in the tool's words, and what it
   * has made ready is still sent.
   */
  boolean endsAsTheTool(RunFacts.Stop why) {
    return models.endsAsTheTool(why);
  }

  /** Not on the event loop that calls it. */
  private static void sayInOrder(List<String> lines) {
    Thread say = new Thread(() -> lines.forEach(Console::say), "llm-says");
    say.setDaemon(true);
    say.start();
  }

  /** The open model; empty where all users are there from the beginning. */
  public Optional<OpenModel> openModel() {
    return models.open();
  }

  /** The open model of warm-up requests that are over before those begin that are measured. */
  public Optional<OpenModel> warmUpModel() {
    return models.warmUps();
  }

  /** The load of users who are there from the beginning, where there is no open model. */
  public AtOnce atOnce() {
    return models.atOnce();
  }

  /** What each user does before it opens its connection. */
  public ChainBuilder beforeConnections() {
    return start.beforeConnections();
  }

  /**
   * What waits before requests with times of their own, where there is a moment to wait for.
   *
   * @param scenario of the requests
   */
  public Stream<Stage> awaitStart(String scenario) {
    return start.isAwaited()
        ? Stream.of(new Stage(start.before(scenario + " start")))
        : Stream.empty();
  }

  /** What is said where something ends it before its end. */
  String stopped(RunFacts.Stop why) {
    return models.stopped(why);
  }

  /** Nobody waits for the start any more. */
  void giveUpStart() {
    start.giveUp();
  }

  /** Nothing more is sent: nobody waits for what would have been. */
  void giveUp() {
    models.giveUp();
  }

  /** Nothing more comes. */
  void close() {
    models.giveUp();
    warmUps.over();
    connections.ifPresent(StepConnections::close);
  }

  /** Puts it with the notes where it began too late. */
  RunFacts completed(RunFacts facts) {
    return start
        .late()
        .map(by -> new BeganLate(by.toNanos() / NANOS_PER_SECOND))
        .map(late -> facts.noting(late.note()))
        .orElse(facts);
  }

  /** The connections, where each request has a user of its own. */
  Optional<StepConnections> connections() {
    return connections;
  }

  /**
   * Sends the prompt that a user has, measured or not.
   *
   * @param sample any of the requests
   */
  ChainBuilder send(RunStep step, LlmRequest sample) {
    ChainBuilder measured =
        RequestAction.of(step.row(), sample, step::request, step.timeouts(), step, this::paced);
    return warmUps.areAny()
        ? doIfOrElse(UserPrompt::isWarmUp)
            .then(warmUps.request(sample, step.timeouts(), this::paced))
            .orElse(measured)
        : measured;
  }

  /** Sends a warm-up request of the first of two schedules. */
  ChainBuilder sendWarmUp(LlmRequest sample) {
    OpenModel model = models.warmUps().orElseThrow();
    return warmUps.request(
        sample, prepared.options().timeouts(), action -> over(action.paced(model)));
  }

  /** How requests are sent: as soon as they are made, or each at its time. */
  LlmActionBuilder paced(LlmActionBuilder action) {
    Optional<OpenModel> open = models.open();
    return open.isPresent() ? over(action.paced(open.get())) : action;
  }

  private LlmActionBuilder over(LlmActionBuilder action) {
    return connections.isPresent() ? connections.get().over(action) : action;
  }

  /**
   * Opens a user's connection to each server, or those of users to come.
   *
   * @param unasked is told how bytes begin that no request had asked for, on an event loop
   * @param sayWait is told on an event loop, if that takes a while, how many are opened
   */
  ChainBuilder connect(Consumer<String> unasked, IntConsumer sayWait) {
    if (connections.isPresent()) {
      return connections.get().warm(sayWait);
    }
    ConnectionWait wait = new ConnectionWait(sayWait);
    ChainBuilder connect = exec(wait::begins);
    for (String server : prepared.target().prefixes()) {
      connect =
          connect.exec(
              RequestAction.warmConnection(server, prepared.options().timeouts(), unasked));
    }
    return connect.exec(wait::ends);
  }

  /** Whether nobody is to be sent whose time has come, or waits for a prompt. */
  boolean isNobodyWaiting() {
    return models.isNobodyWaiting();
  }

  /** Ends the warm-up requests in flight. */
  void interrupt(Duration most) {
    warmUps.interrupt(most);
  }
}
