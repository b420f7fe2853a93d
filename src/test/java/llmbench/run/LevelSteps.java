package llmbench.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import llmbench.options.given.OptionsException;
import llmbench.options.read.HelpAsked;
import llmbench.options.read.OptionsReader;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.simserver.SimServer;
import llmbench.timeline.PlanFacts;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a plan as steps. Each is prepared when those before it are over: what comes next
 * may depend on them, and prompts of levels to come would only fill the memory.
 *
 * <p>Steps are prepared on one thread at a time; which there are may be asked on any.
 */
final class LevelSteps {

  private final Levels levels;
  private final Preparation preparation;
  private final ProgressDisplay display;
  private final SaidOnce sayOnce = new SaidOnce(SaidOnce::aside);
  private final List<RunStep> begun = new CopyOnWriteArrayList<>();

  /** The levels of a run share its simulated server. */
  private @Nullable SimServer server;

  LevelSteps(Levels levels, Preparation preparation, ProgressDisplay display) {
    this.levels = levels;
    this.preparation = preparation;
    this.display = display;
  }

  /**
   * Prepares the first, once the options of all that are known are checked.
   *
   * @throws RefusedException when one of them can't be had
   */
  void begin() {
    List<Level> known = levels.known();
    if (known.size() > 1) {
      known.forEach(LevelSteps::check);
    }
    var unused = prepared(known.get(0));
  }

  private static void check(Level level) {
    try {
      var unused = new OptionsReader().read(level.sources());
    } catch (OptionsException e) {
      throw new RefusedException(e);
    } catch (HelpAsked e) {
      throw new NotRunException(String.valueOf(e.getMessage()), 0, e);
    }
  }

  /**
   * Prepares the one that comes next.
   *
   * @param before what those before it came to
   * @return empty when there are no more
   * @throws RefusedException when it can't be had
   */
  Optional<RunStep> next(List<LevelOutcome> before) {
    try {
      return levels.next(before).map(this::prepared);
    } catch (PlanException e) {
      throw new RefusedException(e);
    }
  }

  private RunStep prepared(Level level) {
    PreparedRun prepared = preparation.prepare(level.sources(), server);
    server = prepared.target().server();
    RunStep step = RunStep.begin(level, prepared, display, sayOnce);
    begun.add(step);
    return step;
  }

  /** The first that is measured. */
  RunStep first() {
    return begun.get(0);
  }

  /** Those that are prepared, in the order in which they are measured. */
  List<RunStep> begun() {
    return begun;
  }

  /** What is known of the plan so far, as plan.json keeps it. */
  PlanFacts facts(String plan) {
    List<Level> known = levels.known();
    List<Level> all =
        known.size() >= begun.size() ? known : begun.stream().map(RunStep::level).toList();
    return new PlanFacts(
        PlanFacts.SCHEMA,
        plan,
        all.stream().map(level -> new PlanFacts.Level(level.name(), level.settings())).toList());
  }
}
