package llmbench.injection;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.Injection;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoopGroup;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * Starts {@link ScheduledUsers}, as Gatling's own open profile does, and ends when no more are
 * wanted: that one takes the next time before it is near, and goes on until it has come, be it
 * hours.
 *
 * <p>Source: {@code OpenInjection} and {@code UserStream} of Gatling's {@code
 * io.gatling.core.controller.inject.open}.
 */
final class ScheduledProfile implements InjectionProfile {

  private final ScheduledUsers users;
  private final Departures departures;

  /**
   * A profile.
   *
   * @param users to be started; each has its own way of leaving where it isn't wanted
   * @param departures says whether more are wanted
   */
  ScheduledProfile(ScheduledUsers users, Departures departures) {
    this.users = users;
    this.departures = departures;
  }

  @Override
  public Option<Object> totalUserCount() {
    return Option.apply((Object) users.users());
  }

  @Override
  public Injection injection(
      Scenario scenario,
      AtomicLong userIds,
      long startMillis,
      EventLoopGroup loops,
      StatsEngine stats,
      Clock clock) {
    return new Started(scenario, userIds, startMillis, loops, stats, clock);
  }

  /** On Gatling's own thread for that, which asks for the users of the next second each second. */
  private final class Started extends Injection {

    private final long startMillis;
    private final Clock clock;
    private final Iterator<FiniteDuration> times;
    private @Nullable FiniteDuration next;
    private long aheadNanos = Long.MIN_VALUE;

    Started(
        Scenario scenario,
        AtomicLong userIds,
        long startMillis,
        EventLoopGroup loops,
        StatsEngine stats,
        Clock clock) {
      super(scenario, userIds, loops, stats);
      this.startMillis = startMillis;
      this.clock = clock;
      times = users.chain(Iterator$.MODULE$.empty());
    }

    @Override
    public void injectBatch(FiniteDuration window) {
      if (departures.isOver()) {
        end();
        return;
      }
      long now = TimeUnit.MILLISECONDS.toNanos(clock.nowMillis() - startMillis);
      long near = now + window.toNanos();
      while (hasNext()) {
        long time = Objects.requireNonNull(next).toNanos();
        if (time < near) {
          start(time - now);
        } else if (departures.mayGoEarly() && aheadNanos < near) {
          start(0);
          aheadNanos = time;
        } else {
          return;
        }
      }
      setAllScheduled();
    }

    private boolean hasNext() {
      if (next == null && times.hasNext()) {
        next = times.next();
      }
      return next != null;
    }

    private void start(long delayNanos) {
      injectUser(new FiniteDuration(delayNanos, TimeUnit.NANOSECONDS));
      next = null;
    }

    /**
     * One user more comes, and leaves: what follows in the simulation waits for the end of a user
     * of ours, and the last one may be gone.
     */
    private void end() {
      start(0);
      setAllScheduled();
    }

    @Override
    public void endUser() {
      incrementStoppedUsers();
    }

    @Override
    public FiniteDuration duration() {
      return Duration.Zero();
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
