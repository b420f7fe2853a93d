package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.exec.Executable;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import llmbench.llm.Pacer;
import llmbench.schedule.Arrivals;
import org.jspecify.annotations.Nullable;

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

  private final PromptRange prompts;
  private final Arrivals arrivals;
  private final Gate gate;
  private final StartTime start;
  private final Departures departures;
  private final AtomicBoolean watchesDeadline = new AtomicBoolean();

  /** Of users that Gatling is about to start, in the order of the plan. */
  private final Queue<Turn> planned = new ConcurrentLinkedQueue<>();

  /** Those whose time has come, and who are not in flight yet. */
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * An open model over these prompts.
   *
   * @param prompts in the order they are sent; warm-up requests among them go first by the same
   *     schedule
   * @param arrivals a time for each; of more than there are prompts the last ones, from the one
   *     before them
   * @param most how many may be in flight at once; empty for any number
   * @param gate no request is sent any more whose time comes once it is closed
   */
  public OpenModel(PromptRange prompts, Arrivals arrivals, OptionalInt most, Gate gate) {
    this(prompts, arrivals, most, gate, Optional.empty(), StartTime.whenPrepared());
  }

  /**
   * An open model over these prompts.
   *
   * @param loop says who is sent, where that isn't the gate's to say
   * @param start the schedule's zero
   */
  public OpenModel(
      PromptRange prompts,
      Arrivals arrivals,
      OptionalInt most,
      Gate gate,
      Optional<TimedLoop> loop,
      StartTime start) {
    if (arrivals.requests() < prompts.size()) {
      throw new IllegalArgumentException(
          arrivals.requests() + " times for " + prompts.size() + " prompts");
    }
    this.prompts = prompts;
    this.arrivals = arrivals;
    this.gate = gate;
    this.start = start;
    departures =
        loop.<Departures>map(each -> new LoopDepartures(each, most, gate))
            .orElseGet(() -> new GateDepartures(prompts.warmUps(), most, gate, System::nanoTime));
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
            .exec(new TakePrompt(prompts, gate, planned::poll))
            .exec(doIf(UserPrompt::isIn).then(exec(request)));
    ScheduledUsers step =
        new ScheduledUsers(
            arrivals, prompts.size(), LEAD_NANOS, start, gate::isClosed, new InOrder());
    return new PopulationBuilder(users.wrapped.inject(new ScheduledProfile(step, departures)));
  }

  /**
   * Keeps whose turn it is, and when, until its user comes. One for whom nothing is planned only
   * says that no more come. On Gatling's own thread.
   */
  private final class InOrder implements ScheduledUsers.Plan {

    private final int warmUps = prompts.warmUps();
    private int place;

    @Override
    public void next(long dueNanos) {
      if (place == 0) {
        departures.begin(dueNanos - arrivals.nanos().nextLong());
      }
      planned.add(new Turn(place, place < warmUps, dueNanos));
      place++;
    }
  }

  @Override
  public void ready(Session session, Ready ready) {
    PreciseLoop.wakeOnTime();
    EventLoop loop = session.asScala().eventLoop();
    Turn turn = UserPrompt.turn(session);
    int place = turn.place();
    Sending sending = new Sending(session, ready, turn.neededNanos());
    departures.ready(place, sending);
    long early = sending.dueNanos - System.nanoTime();
    // Where no more are wanted nobody waits for his time, which may be hours ahead.
    if (early <= 0 || (departures.isOver() && !gate.isOutOfPrompts())) {
      sending.due(place);
    } else {
      var unused = loop.schedule(() -> sending.due(place), early, TimeUnit.NANOSECONDS);
    }
  }

  private enum Stage {
    EARLY,
    WAITING,
    DECIDED
  }

  /** A user that is to send its request. */
  private final class Sending implements Departures.Traveller {

    private final Session session;
    private final Ready ready;
    private final EventLoop loop;
    private final long dueNanos;

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.EARLY);

    Sending(Session session, Ready ready, long dueNanos) {
      this.session = session;
      this.ready = ready;
      loop = session.asScala().eventLoop();
      this.dueNanos = dueNanos;
    }

    void due(int place) {
      if (stage.compareAndSet(Stage.EARLY, Stage.WAITING)) {
        waiting.incrementAndGet();
        departures.due(place, this);
      }
    }

    @Override
    public void go(@Nullable Long admittedNanos) {
      onLoop(() -> in(admittedNanos));
    }

    @Override
    public void stay() {
      onLoop(
          () -> {
            waitsNoMore();
            ready.leave();
          });
    }

    private void in(@Nullable Long admittedNanos) {
      if (!gate.letsIn()) {
        waitsNoMore();
        ready.leave();
        // Behind this call: thousands may wait, and each lets the next one in.
        loop.execute(() -> over(session));
        return;
      }
      try {
        ready.send(plannedNanos(), admittedNanos);
      } finally {
        waitsNoMore();
      }
      watchDeadline();
    }

    /** Who is sent before its time is sent at the deadline, since that was before it. */
    private long plannedNanos() {
      OptionalLong deadline = departures.deadlineNanos();
      return deadline.isPresent() && System.nanoTime() < dueNanos
          ? Math.min(dueNanos, deadline.getAsLong())
          : dueNanos;
    }

    private void waitsNoMore() {
      if (stage.getAndSet(Stage.DECIDED) == Stage.WAITING) {
        waiting.decrementAndGet();
      }
    }

    /** Once it is known: the next user's time may be long behind it. */
    private void watchDeadline() {
      OptionalLong deadline = departures.deadlineNanos();
      if (deadline.isPresent() && watchesDeadline.compareAndSet(false, true)) {
        long nanos = Math.max(0, deadline.getAsLong() - System.nanoTime());
        var unused = loop.schedule(departures::look, nanos, TimeUnit.NANOSECONDS);
      }
    }

    private void onLoop(Runnable work) {
      if (loop.inEventLoop()) {
        work.run();
      } else {
        loop.execute(work);
      }
    }
  }

  /** Whether nobody whose time has come is still to be sent. */
  public boolean isNobodyWaiting() {
    return waiting.get() == 0;
  }

  @Override
  public void over(Session session) {
    departures.over();
  }
}
