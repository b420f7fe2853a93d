package llmbench.injection;

import io.gatling.commons.stats.OK$;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import llmbench.llm.UserAction;
import scala.Option;

/**
 * Says in Gatling's log that nothing was measured: Gatling takes a log without a request for a
 * crash, and a run whose levels were all measured before is none.
 */
final class NothingMeasured implements ActionBuilder {

  private static final String NAME = "nothing was measured";

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return (context, next) -> new Said(context, next);
  }

  /** Runs on its user's event loop. */
  private static final class Said extends UserAction {

    private final StatsEngine stats;
    private final Action next;

    Said(ScenarioContext context, Action next) {
      super(NAME);
      stats = context.coreComponents().statsEngine();
      this.next = next;
    }

    @Override
    public void execute(Session session) {
      long now = System.currentTimeMillis();
      stats.logResponse(
          session.scenario(),
          session.groups(),
          NAME,
          now,
          now,
          OK$.MODULE$,
          Option.empty(),
          Option.empty());
      next.$bang(session);
    }
  }
}
