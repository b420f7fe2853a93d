package llmbench.injection;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import llmbench.llm.UserAction;
import llmbench.process.RunDirectory;

/**
 * An action that finds the directory that Gatling made for this run, once, when the first user
 * comes by.
 */
public final class RunDirectoryProbe implements ActionBuilder {

  private final String simulationId;
  private final Consumer<Path> found;
  private final AtomicBoolean done = new AtomicBoolean();

  /**
   * A probe.
   *
   * @param simulationClass whose run it is
   * @param found is called with the directory, once, before the first request is sent
   */
  public RunDirectoryProbe(Class<?> simulationClass, Consumer<Path> found) {
    this.simulationId = RunDirectory.simulationId(simulationClass);
    this.found = found;
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    return new Probe(context.coreComponents().statsEngine(), next);
  }

  /** Runs on the first user's event loop. */
  private final class Probe extends UserAction {

    private final StatsEngine statsEngine;
    private final Action next;

    Probe(StatsEngine statsEngine, Action next) {
      super("run directory");
      this.statsEngine = statsEngine;
      this.next = next;
    }

    @Override
    public void execute(Session session) {
      if (done.compareAndSet(false, true)) {
        found.accept(RunDirectory.of(statsEngine, simulationId));
      }
      next.$bang(session);
    }
  }
}
