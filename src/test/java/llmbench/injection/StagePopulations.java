package llmbench.injection;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.Injection;
import io.gatling.core.protocol.ProtocolComponentsRegistries;
import io.gatling.core.scenario.Population;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.gatling.javaapi.core.PopulationBuilder;
import io.netty.channel.EventLoopGroup;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import scala.runtime.BoxedUnit;

/**
 * Builds populations while Gatling runs, as it builds them itself before it begins. Their users
 * carry the name of the scenario that Gatling knows, so it is kept here whose each one is.
 *
 * <p>Source: {@code PopulationBuilder.build} of Gatling's {@code io.gatling.core.structure}.
 */
final class StagePopulations {

  private final Scenario known;
  private final ProtocolComponentsRegistries protocols;
  private final AtomicLong userIds;
  private final EventLoopGroup loops;
  private final StatsEngine stats;
  private final Clock clock;

  /** Whose users have left, in about the order of Gatling's messages of it: one for each. */
  private final Queue<Injection> left = new ConcurrentLinkedQueue<>();

  /**
   * Populations below a known one.
   *
   * @param known the scenario that Gatling knows
   * @param protocols shared by all, so that there is one HTTP engine
   */
  StagePopulations(
      Scenario known,
      ProtocolComponentsRegistries protocols,
      AtomicLong userIds,
      EventLoopGroup loops,
      StatsEngine stats,
      Clock clock) {
    this.known = known;
    this.protocols = protocols;
    this.userIds = userIds;
    this.loops = loops;
    this.stats = stats;
    this.clock = clock;
  }

  /** Its injection, whose time begins now. */
  Injection begin(PopulationBuilder builder) {
    Population population =
        builder
            .asScala()
            .build(
                known.ctx().coreComponents(),
                protocols,
                known.ctx().pauseType(),
                known.ctx().throttled())
            .value();
    Scenario built = population.scenario();
    AtomicReference<@Nullable Injection> whose = new AtomicReference<>();
    Scenario renamed =
        new Scenario(
            known.name(),
            built.entry(),
            built.onStart(),
            session -> {
              built.onExit().apply(session);
              left.add(Objects.requireNonNull(whose.get()));
              return BoxedUnit.UNIT;
            },
            built.ctx());
    Injection injection =
        population
            .injectionProfile()
            .injection(renamed, userIds, clock.nowMillis(), loops, stats, clock);
    whose.set(injection);
    return injection;
  }

  /** Whose user has left, of one that Gatling says has. */
  Injection leaver() {
    return left.remove();
  }
}
