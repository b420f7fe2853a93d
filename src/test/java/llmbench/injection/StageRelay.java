package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.commons.util.Clock;
import io.gatling.core.CoreComponents;
import io.gatling.core.controller.inject.Injection;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolComponentsRegistries;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.gatling.javaapi.core.PopulationBuilder;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.process.RunDirectory;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Map$;

/**
 * Stages that are made while Gatling runs, one list after the other. Gatling wants to know every
 * population before it begins; here it knows one, whose users are those of the stages.
 */
public final class StageRelay implements InjectionProfile {

  private final String simulationId;
  private final Source source;

  private StageRelay(String simulationId, Source source) {
    this.simulationId = simulationId;
    this.source = source;
  }

  /** Where the stages come from. */
  public interface Source {

    /**
     * The stages that come next: those before are over. Is called on a thread of its own, and may
     * take its time.
     *
     * @param runDirectory that Gatling has made for the run
     * @return empty when there are no more
     */
    List<Stage> next(Path runDirectory);
  }

  /**
   * The population that plays them.
   *
   * @param name of the scenario that all their users have in Gatling's report
   * @param simulation whose run it is
   */
  public static PopulationBuilder population(String name, Class<?> simulation, Source source) {
    String id = RunDirectory.simulationId(simulation);
    return new PopulationBuilder(
        scenario(name).exec(new NothingMeasured()).wrapped.inject(new StageRelay(id, source)));
  }

  @Override
  public Option<Object> totalUserCount() {
    return Option.empty();
  }

  @Override
  public Injection injection(
      Scenario scenario,
      AtomicLong userIds,
      long startMillis,
      EventLoopGroup loops,
      StatsEngine stats,
      Clock clock) {
    CoreComponents core = scenario.ctx().coreComponents();
    Map<Class<? extends Protocol>, Protocol> none = Map$.MODULE$.empty();
    StagePopulations populations =
        new StagePopulations(
            scenario, new ProtocolComponentsRegistries(core, none), userIds, loops, stats, clock);
    return new RelayInjection(
        scenario,
        userIds,
        loops,
        stats,
        () -> source.next(RunDirectory.of(stats, simulationId)),
        populations);
  }
}
