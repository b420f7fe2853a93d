package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.core.controller.inject.open.OpenInjectionProfile;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.exec.Executable;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.llm.Pacer;
import llmbench.process.PreciseThread;
import llmbench.schedule.Arrivals;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.List$;

/**
 * The open model: each request at its own time, whatever became of those before it; with a cap, as
 * soon after that as fewer are in flight.
 *
 * <p>Each is a Gatling user, started a little early ({@link ScheduledUsers}). The user takes its
 * prompt, then waits on its event loop: at the moment of sending nothing is left to be made.
 */
public final class OpenModel implements Pacer {

  /** Gatling starts users on whole milliseconds, and a busy loop later. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Has been made precise, each event loop once: its timers say when requests are sent. */
  private static final FastThreadLocal<Boolean> PRECISE =
      new FastThreadLocal<>() {
        @Override
        protected Boolean initialValue() {
          PreciseThread.wakeOnTime();
          return true;
        }
      };

  private final PromptsAhead prompts;
  private final Arrivals arrivals;
  private final Gate gate;
  private final @Nullable Admission admission;

  /** Of users that Gatling is about to start, in the order of the plan. */
  private final Queue<TakePrompt.Turn> planned = new ConcurrentLinkedQueue<>();

  /** Those whose time has come, and who are not in flight yet. */
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * An open model over these prompts.
   *
   * @param prompts in the order they are sent
   * @param arrivals a time for each; of more than there are prompts the last ones, from the one
   *     before them
   * @param most how many may be in flight at once; empty for any number
   * @param gate no request is sent any more whose time comes once it is closed
   */
  public OpenModel(PromptsAhead prompts, Arrivals arrivals, OptionalInt most, Gate gate) {
    if (arrivals.requests() < prompts.size()) {
      throw new IllegalArgumentException(
          arrivals.requests() + " times for " + prompts.size() + " prompts");
    }
    this.prompts = prompts;
    this.arrivals = arrivals;
    this.gate = gate;
    admission = most.isPresent() ? new Admission(most.getAsInt(), System::nanoTime) : null;
  }

  /**
   * What comes before the population of an open model: users of their own, who are all through when
   * it begins.
   *
   * @param name of the scenario
   * @param work what each of them does
   */
  public static PopulationBuilder preparation(String name, int users, Executable work) {
    return new UsersAtOnce(users).population(name, work, exec(session -> session));
  }

  /**
   * The population that sends every prompt at its time, while the gate lets it.
   *
   * @param name of the scenario; another in each population of a simulation
   * @param request sends the user's {@link UserPrompt}, paced by this
   */
  public PopulationBuilder population(String name, Executable request) {
    ScenarioBuilder users =
        scenario(name)
            .exec(new BusyLoops())
            .exec(new TakePrompt(prompts, gate, planned::remove))
            .exec(doIf(UserPrompt::isIn).then(request));
    ScheduledUsers step =
        new ScheduledUsers(arrivals, prompts.size(), LEAD_NANOS, gate::isClosed, new InOrder());
    // As injectOpen(…) does it, which only takes Gatling's own steps.
    return new PopulationBuilder(
        users.wrapped.inject(
            new OpenInjectionProfile(List$.MODULE$.<OpenInjectionStep>empty().$colon$colon(step))));
  }

  /** Keeps whose turn it is, and when, until its user comes. On Gatling's own thread. */
  private final class InOrder implements ScheduledUsers.Plan {

    private int index;

    @Override
    public void next(long dueNanos) {
      planned.add(new TakePrompt.Turn(index++, dueNanos));
    }
  }

  @Override
  public void ready(Session session, Ready ready) {
    wakeOnTime();
    EventLoop loop = session.asScala().eventLoop();
    long dueNanos = UserPrompt.neededNanos(session);
    long early = dueNanos - System.nanoTime();
    if (early > 0) {
      var unused = loop.schedule(() -> due(session, ready), early, TimeUnit.NANOSECONDS);
    } else {
      due(session, ready);
    }
  }

  private static void wakeOnTime() {
    Boolean unused = PRECISE.get();
  }

  private void due(Session session, Ready ready) {
    if (!gate.letsPass()) {
      ready.leave();
      return;
    }
    waiting.incrementAndGet();
    if (admission == null) {
      send(session, ready, null);
    } else {
      EventLoop loop = session.asScala().eventLoop();
      admission.enter(
          UserPrompt.of(session).index(), nanos -> onLoop(loop, () -> in(session, ready, nanos)));
    }
  }

  private static void onLoop(EventLoop loop, Runnable work) {
    if (loop.inEventLoop()) {
      work.run();
    } else {
      loop.execute(work);
    }
  }

  private void in(Session session, Ready ready, @Nullable Long admittedNanos) {
    if (gate.letsIn()) {
      send(session, ready, admittedNanos);
      return;
    }
    waiting.decrementAndGet();
    ready.leave();
    // Behind this call: thousands may wait, and each lets the next one in.
    session.asScala().eventLoop().execute(() -> over(session));
  }

  private void send(Session session, Ready ready, @Nullable Long admittedNanos) {
    try {
      ready.send(UserPrompt.neededNanos(session), admittedNanos);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Whether nobody whose time has come is still to be sent. */
  public boolean isNobodyWaiting() {
    return waiting.get() == 0;
  }

  @Override
  public void over(Session session) {
    if (admission != null) {
      admission.over();
    }
  }
}
