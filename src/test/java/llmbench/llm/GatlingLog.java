package llmbench.llm;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.session.GroupBlock;
import io.gatling.core.session.Session;
import io.gatling.core.stats.DataWritersStatsEngine;
import io.gatling.core.stats.StatsEngine;
import llmbench.timeline.Fault;
import scala.Option;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;

/**
 * Gatling's log of requests, and their time to the first token as its groups.
 *
 * <p>What is silent goes the same way, to nobody: so a warm-up warms this, too. The first request
 * to be logged otherwise held its event loop for milliseconds, while the last tokens of all others
 * waited there.
 */
final class GatlingLog {

  private static final double NANOS_PER_MILLI = 1e6;

  private final CoreComponents core;
  private final StatsEngine nobody;

  GatlingLog(CoreComponents core) {
    this.core = core;
    nobody = new DataWritersStatsEngine(List$.MODULE$.empty(), core.actorSystem(), core.clock());
    nobody.start();
  }

  /** Gatling's wall clock. */
  long nowMillis() {
    return core.clock().nowMillis();
  }

  /**
   * Logs a request that is over.
   *
   * @param session of its user, for the scenario and the groups that the user is in
   * @param silent whether Gatling is to know nothing of it
   * @param startMillis when it was sent, by Gatling's clock
   */
  void request(
      Session session,
      boolean silent,
      LlmResult result,
      TtftGroups groups,
      long startMillis,
      long endMillis) {
    StatsEngine log = silent ? nobody : core.statsEngine();
    TtftGroups ttft = result.unstreamed() ? TtftGroups.NONE : groups;
    Fault fault = result.fault();
    Status status = fault == null ? OK$.MODULE$ : KO$.MODULE$;
    log.logResponse(
        session.scenario(),
        ttft.ofRequest(session.groups()),
        result.requestName(),
        startMillis,
        endMillis,
        status,
        result.status() == 0 ? Option.empty() : Option.apply(Integer.toString(result.status())),
        fault == null ? Option.empty() : Option.apply(Faults.logMessage(fault, result.status())));
    // A failure is one in its groups as well, lest their rows hide it; without a first token the
    // time is that until it failed, as Gatling's own groups have it.
    long ttftNanos = result.timeline().firstOutputNanos();
    long untilMillis =
        ttftNanos < 0 ? endMillis - startMillis : Math.round(ttftNanos / NANOS_PER_MILLI);
    for (List<String> around : ttft.ofTime(session.groups(), result.requestName())) {
      GroupBlock ended = new GroupBlock(around, startMillis, (int) untilMillis, status);
      log.logGroupEnd(session.scenario(), ended, startMillis + untilMillis);
    }
  }
}
