package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import llmbench.llm.UserAction;
import org.jspecify.annotations.Nullable;

/**
 * When a load begins: as soon as it is prepared, or at a moment of the wall clock, at which others
 * begin as well. Who is there before waits without a thread, until then or until nothing is to be
 * sent any more. Any thread.
 */
public final class StartTime {

  /** Many servers close a connection on which nothing is sent for five seconds, uvicorn's do. */
  private static final Duration CONNECTIONS_AHEAD = Duration.ofSeconds(4);

  /** Gatling begins a population on its ticks, a second apart; the schedule waits for its zero. */
  private static final Duration POPULATION_AHEAD = Duration.ofSeconds(2);

  /** The wall clock may be set or slewed meanwhile, so it is read again shortly before. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final @Nullable Instant at;
  private final InstantSource wallClock;
  private final LongSupplier nanoClock;
  private final Told told;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicReference<@Nullable Duration> late = new AtomicReference<>();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean givenUp;

  /** Is told once what becomes of it, on an event loop. */
  public interface Told {

    /**
     * All is prepared, and the moment is still to come.
     *
     * @param left until then
     */
    void waits(Instant until, Duration left);

    /**
     * The moment was over before all was prepared: the load begins now.
     *
     * @param by so much later
     */
    void late(Duration by);
  }

  /**
   * A moment.
   *
   * @param at empty for as soon as all is prepared
   */
  public StartTime(Optional<Instant> at, Told told) {
    this(at, InstantSource.system(), System::nanoTime, told);
  }

  StartTime(Optional<Instant> at, InstantSource wallClock, LongSupplier nanoClock, Told told) {
    this.at = at.orElse(null);
    this.wallClock = wallClock;
    this.nanoClock = nanoClock;
    this.told = told;
  }

  /** As soon as all is prepared. */
  public static StartTime whenPrepared() {
    return new StartTime(
        Optional.empty(),
        new Told() {
          @Override
          public void waits(Instant until, Duration left) {}

          @Override
          public void late(Duration by) {}
        });
  }

  /** Whether there is a moment to wait for. */
  public boolean isAwaited() {
    return at != null;
  }

  /** By how much the load began later; empty where it didn't. */
  public Optional<Duration> late() {
    return Optional.ofNullable(late.get());
  }

  /** Has each user wait that comes by; nothing where there is no moment. */
  ChainBuilder await() {
    return await(Duration.ZERO);
  }

  /** Has each user wait before it opens its connection, which nobody keeps open for long. */
  public ChainBuilder beforeConnections() {
    return await(CONNECTIONS_AHEAD);
  }

  private ChainBuilder await(Duration ahead) {
    return isAwaited() ? exec(new Wait(ahead)) : exec(session -> session);
  }

  /**
   * A population that goes before one with a schedule, and is through early enough before the
   * moment for that one to begin then.
   *
   * @param name of the scenario
   */
  public PopulationBuilder before(String name) {
    return scenario(name).exec(new Wait(POPULATION_AHEAD)).injectOpen(atOnceUsers(1));
  }

  /**
   * The zero of a schedule, a stamp of {@link System#nanoTime()}.
   *
   * @param soonest that it may be
   */
  long zeroNanos(long soonest) {
    if (at == null) {
      return soonest;
    }
    long zero = nanoClock.getAsLong() + leftNanos(at);
    if (zero < soonest) {
      isLate(soonest - zero);
    }
    return Math.max(zero, soonest);
  }

  /** Nobody waits any longer. */
  public void giveUp() {
    givenUp = true;
    for (Runnable each = waiting.poll(); each != null; each = waiting.poll()) {
      each.run();
    }
  }

  /**
   * Has somebody go on at the moment.
   *
   * @param ahead so much before it
   * @param go is called once or more, on any thread
   */
  void whenDue(EventExecutor loop, Duration ahead, Runnable go) {
    long left = at == null ? 0 : leftNanos(at);
    if (at != null && begun.compareAndSet(false, true) && left > 0) {
      told.waits(at, Duration.ofNanos(left));
    }
    if (left < 0 && ahead.isZero()) {
      isLate(-left);
    }
    waiting.add(go);
    look(loop, ahead, go);
    // It may have been given up before this one was among those who wait.
    if (givenUp) {
      giveUp();
    }
  }

  private void look(EventExecutor loop, Duration ahead, Runnable go) {
    long left = at == null ? 0 : leftNanos(at) - ahead.toNanos();
    if (left <= 0 || givenUp) {
      waiting.remove(go);
      go.run();
      return;
    }
    long rest = left > 2 * LOOK_AGAIN_NANOS ? left - LOOK_AGAIN_NANOS : left;
    var unused = loop.schedule(() -> look(loop, ahead, go), rest, TimeUnit.NANOSECONDS);
  }

  private long leftNanos(Instant moment) {
    return Duration.between(wallClock.instant(), moment).toNanos();
  }

  private void isLate(long nanos) {
    Duration by = Duration.ofNanos(nanos);
    if (!givenUp && late.compareAndSet(null, by)) {
      told.late(by);
    }
  }

  /** Has a user wait, without a thread. */
  private final class Wait implements ActionBuilder {

    private final Duration ahead;

    Wait(Duration ahead) {
      this.ahead = ahead;
    }

    @Override
    public io.gatling.core.action.builder.ActionBuilder asScala() {
      return this::build;
    }

    private Action build(ScenarioContext context, Action next) {
      return new UserAction("start") {
        @Override
        public void execute(Session session) {
          PreciseLoop.wakeOnTime();
          AtomicBoolean went = new AtomicBoolean();
          whenDue(
              session.eventLoop(),
              ahead,
              () -> {
                if (went.compareAndSet(false, true)) {
                  session.eventLoop().execute(() -> next.$bang(session));
                }
              });
        }
      };
    }
  }
}
