package llmbench.tokenreport;

import io.gatling.core.CoreComponents;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator$Reason$Graceful$Forced;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import llmbench.injection.EventLoopProbe;
import llmbench.llm.LlmCall;
import llmbench.llm.LlmObserver;
import llmbench.llm.LlmResult;
import llmbench.llm.RequestRecords;
import llmbench.llm.chat.TurnSent;
import llmbench.options.slo.Slo;
import llmbench.process.ClassesAtHand;
import llmbench.process.Host;
import llmbench.process.RunDirectory;
import llmbench.recorder.ClientWatch;
import llmbench.recorder.InFlight;
import llmbench.recorder.Recorder;
import llmbench.recorder.RunClock;
import llmbench.recorder.UnaskedCount;
import llmbench.target.Secrets;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.Inputs;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RequestTarget;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Unasked;
import org.jspecify.annotations.Nullable;

/** The record of one run: from its first {@code llm(...)} request to its end. */
final class Recording implements LlmObserver {

  /** How long event loops get to end their requests; those of a stuck one are recorded without. */
  private static final Duration INTERRUPT_LIMIT = Duration.ofMillis(500);

  private final CoreComponents gatling;
  private final TokenReport.Settings settings;
  private final Path directory;
  private final Recorder recorder;
  private final long zeroNanos;
  private final InFlight<SentCall> inFlight = new InFlight<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger conversations = new AtomicInteger();
  private final UnaskedCount unasked = new UnaskedCount();
  private final ClientWatch watch;
  private final EventLoopProbe eventLoops;
  private final AtomicBoolean watched = new AtomicBoolean();
  private final AtomicBoolean opened = new AtomicBoolean();
  private volatile boolean stopping;

  /** Of the recorder's thread until that has ended. */
  private final Known known = new Known();

  private Recording(
      CoreComponents gatling,
      TokenReport.Settings settings,
      Path directory,
      RunClock clock,
      Recorder recorder) {
    this.gatling = gatling;
    this.settings = settings;
    this.directory = directory;
    this.recorder = recorder;
    zeroNanos = clock.zeroNanos();
    watch = ClientWatch.ready(clock);
    eventLoops = new EventLoopProbe(watch::tick);
    recorder.completedBy(this::completed);
  }

  /** Begins the record of a run, which ends with this process. */
  static Recording begin(CoreComponents gatling, TokenReport.Settings settings) {
    Path directory = RunDirectory.of(gatling.statsEngine(), "");
    ClassesAtHand.whereFilesAreFew();
    String simulation = RunDirectory.simulation(gatling.statsEngine()).orElse("");
    RunClock clock = RunClock.now();
    Recorder recorder =
        Recorder.start(
            clock, Host.facts(clock, simulation, options(settings), Map.of(), List.of()));
    Recording recording = new Recording(gatling, settings, directory, clock, recorder);
    Thread end = new Thread(new EndOfSimulation(recording), "llm-token-report");
    Runtime.getRuntime().addShutdownHook(end);
    return recording;
  }

  private static Map<String, String> options(TokenReport.Settings settings) {
    Map<String, String> options = new LinkedHashMap<>();
    if (!settings.model().isEmpty()) {
      options.put("model", settings.model());
    }
    if (!slo(settings).isEmpty()) {
      options.put(Slo.OPTION, slo(settings));
    }
    String baseline = System.getProperty("llm." + Slo.BASELINE, "");
    if (!baseline.isBlank()) {
      options.put(Slo.BASELINE, baseline);
    }
    return options;
  }

  private static String slo(TokenReport.Settings settings) {
    return System.getProperty("llm." + Slo.OPTION, settings.slo());
  }

  /** Whether a limit was asked for, so that the exit status is to say whether it is kept. */
  boolean hasSlo() {
    return !slo(settings).isBlank();
  }

  /** Whether any request was sent. */
  boolean isOpen() {
    return opened.get();
  }

  Path directory() {
    return directory;
  }

  @Override
  public Consumer<LlmResult> started(LlmCall call) {
    if (opened.compareAndSet(false, true)) {
      recorder.open(directory);
    }
    watch.begin();
    SentCall sent = numbered(call);
    int index = sent.index;
    inFlight.started(index, sent);
    return result -> {
      var unused = inFlight.finished(index, () -> recorder.accept(() -> sent.record(result)));
    };
  }

  private SentCall numbered(LlmCall call) {
    TurnSent turn = call.turn();
    if (turn == null) {
      return new SentCall(next.getAndIncrement(), call, 0);
    }
    // Both at once: conversations are numbered in the order in which they begin, whichever loop
    // they begin on.
    synchronized (conversations) {
      int index = next.getAndIncrement();
      return new SentCall(index, call, turn.conversation(conversations::getAndIncrement));
    }
  }

  /** Has the user's event loop watched; what the client does once all are done is no load. */
  @Override
  public void user(Session session) {
    Session unused = eventLoops.apply(session);
    if (watched.compareAndSet(false, true)) {
      session.asScala().eventLoop().parent().terminationFuture().addListener(ended -> watch.end());
    }
  }

  @Override
  public void unasked(String beginning) {
    unasked.came(beginning);
  }

  /** With what the requests have told. */
  private RunFacts completed(RunFacts facts) {
    ClientLoad load = watch.close();
    Unasked came = unasked.seen();
    RunFacts all = facts.withOptions(known.options());
    return load == null && came == null
        ? all
        : all.under(Conditions.of(known.isThisMachine(), load).with(came));
  }

  /** Without the request's own secrets: a server may repeat what it was sent. */
  private RequestRecords records(LlmCall call) {
    String sent = call.asSent().header("authorization");
    String bare = sent.replaceFirst("(?i)^bearer +", "");
    Secrets secrets = Secrets.of(List.of(sent, bare, call.asSent().header("api-key")));
    return new RequestRecords(zeroNanos, secrets::hide);
  }

  /** A request in flight. */
  private final class SentCall implements InFlight.Request {

    private final int index;
    private final LlmCall call;
    private final int conversation;

    SentCall(int index, LlmCall call, int conversation) {
      this.index = index;
      this.call = call;
      this.conversation = conversation;
    }

    RequestRecord record(LlmResult result) {
      AskedBody body = AskedBody.of(call.asSent().body());
      known.add(body.model(), call.asSent().server());
      return records(call).of(asked(body.maxTokens(), result.sentNanos()), result);
    }

    private RequestRecords.Asked asked(int maxTokens, long sentNanos) {
      TurnSent turn = call.turn();
      return new RequestRecords.Asked(
          index,
          0,
          maxTokens,
          Inputs.ONE,
          RequestTarget.ONLY,
          turn == null ? null : turn.sentAt(sentNanos, conversation));
    }

    @Override
    public void interrupt() {
      call.interrupt();
    }

    @Override
    public RequestRecord asInterrupted() {
      return records(call).interrupted(asked(0, call.sentNanos()), call);
    }
  }

  /** How many requests are in flight. */
  int inFlight() {
    return inFlight.count();
  }

  @Override
  public boolean isStopping() {
    return stopping;
  }

  /** Has nothing more sent, and what is in flight recorded as interrupted. */
  void interrupt() {
    stopping = true;
    inFlight.interrupt(INTERRUPT_LIMIT).forEach(call -> recorder.accept(call::asInterrupted));
  }

  /** Has Gatling come to its end by itself, with a log that is whole and its own report. */
  void stopGatling(String why) {
    gatling
        .controller()
        .$bang(
            new Controller$Command$StopLoadGenerator(
                new Controller$Command$StopLoadGenerator$Reason$Graceful$Forced(why)));
  }

  /** Nothing more comes. */
  void close(RunFacts.State how, RunFacts.@Nullable Stop why) {
    recorder.close(how, why);
  }

  /** Why the record is not whole; null while everything could be written. */
  @Nullable IOException failure() {
    return recorder.failure();
  }
}
