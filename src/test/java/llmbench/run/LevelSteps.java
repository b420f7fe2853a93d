package llmbench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import llmbench.process.Console;
import llmbench.process.IoTroubles;
import llmbench.recorder.LevelFailureFile;
import llmbench.simserver.SimServer;
import llmbench.target.NotServedException;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a plan as steps. Each is prepared when those before it are over: what comes next
 * may depend on them, and prompts of levels to come would only fill the memory.
 *
 * <p>Steps are prepared on one thread at a time; which there are may be asked on any.
 */
final class LevelSteps implements AutoCloseable {

  private final Levels levels;
  private final Preparation preparation;
  private final ProgressDisplay display;
  private final SaidOnce sayOnce = new SaidOnce(SaidOnce::aside);
  private final LevelSurroundings surroundings = new LevelSurroundings();

  /** All that are over or taken, or failed; in their order. */
  private final List<LevelOutcome> outcomes = new ArrayList<>();

  private final List<Level> gone = new CopyOnWriteArrayList<>();
  private final List<RunStep> begun = new CopyOnWriteArrayList<>();

  /** Prepared, and not handed out yet. */
  private @Nullable RunStep waiting;

  /** The levels of a run share its simulated server. */
  private @Nullable SimServer server;

  /** Whose levels are taken over. */
  private final Optional<EarlierRun> earlier;

  LevelSteps(RunPlans.Planned plan, Preparation preparation, ProgressDisplay display) {
    levels = plan.levels();
    earlier = plan.resumed().map(EarlierRun::in);
    this.preparation = preparation;
    this.display = display;
  }

  /**
   * Refuses an earlier run that had another plan.
   *
   * @param plan the name of this one's
   */
  void checkEarlier(String plan, AfterRun.Earlier known) {
    earlier.ifPresent(run -> run.check(plan, levels.known(), known));
  }

  /** Whether there is more than one: each has a directory of its own then. */
  boolean isOfSeveral() {
    return !levels.known().get(0).name().isEmpty();
  }

  /**
   * Checks the options of all that are known, and prepares the first, unless its server is still to
   * be started or it may be left out: what is wrong is to be said before anything begins.
   *
   * @throws RefusedException when one of them can't be had
   */
  void begin() {
    List<Level> known = levels.known();
    if (known.size() > 1) {
      known.forEach(LevelSteps::check);
    }
    Level first = known.get(0);
    boolean isTaken = first.earlier().isPresent() || earlier.isPresent();
    boolean waits = first.surroundings().server().isPresent() || first.surroundings().mayFail();
    if (isTaken || waits) {
      return;
    }
    try {
      waiting = prepared(first);
    } catch (NotServedException e) {
      throw new RefusedException(e);
    }
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
   * The one that comes next.
   *
   * @param runDirectory of the run
   * @param reports what the last one came to, which is over
   * @return empty when there are no more, or it is closed
   * @throws RefusedException when it can't be had
   */
  Optional<RunStep> next(Path runDirectory, StepReports reports) throws InterruptedException {
    if (waiting != null) {
      RunStep first = waiting;
      waiting = null;
      return Optional.of(first);
    }
    if (outcomes.size() < gone.size()) {
      over(begun.get(begun.size() - 1), reports);
    }
    Optional<Level> level = following();
    while (level.isPresent() && !surroundings.isClosed()) {
      Optional<RunStep> step =
          isTaken(level.get(), runDirectory, reports)
              ? Optional.empty()
              : tried(level.get(), runDirectory);
      if (step.isPresent()) {
        return step;
      }
      level = following();
    }
    return Optional.empty();
  }

  private void over(RunStep last, StepReports reports) throws InterruptedException {
    outcomes.add(reports.of(last));
    try {
      surroundings.after(last.level(), last.prepared().target().endpoint());
    } catch (NotServedException e) {
      giveUpUnlessOptional(last.level(), e);
    }
  }

  private static void giveUpUnlessOptional(Level level, NotServedException why) {
    if (!level.surroundings().mayFail()) {
      throw new RefusedException(why);
    }
    Console.say(String.valueOf(why.getMessage()));
  }

  private Optional<Level> following() {
    try {
      return levels.next(List.copyOf(outcomes));
    } catch (PlanException e) {
      throw new RefusedException(e);
    }
  }

  /** Whether a level needn't be measured, since an earlier run has measured it. */
  private boolean isTaken(Level level, Path runDirectory, StepReports reports) {
    Optional<LevelOutcome> outcome =
        level.earlier().or(() -> takenOver(level, runDirectory.resolve(level.name()), reports));
    outcome.ifPresent(
        its -> {
          gone.add(level);
          outcomes.add(its);
        });
    return outcome.isPresent();
  }

  private Optional<LevelOutcome> takenOver(Level level, Path into, StepReports reports) {
    try {
      if (earlier.isEmpty() || !earlier.get().take(level, into, reports.earlier())) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new RefusedException(
          level.name() + " can't be taken over: " + IoTroubles.reason(e) + ".");
    }
    Console.say(level.name() + " is taken over from " + earlier.get().directory());
    return Optional.of(reports.level(level, into));
  }

  /** A level's step; empty where it fails and may, or nothing more is measured. */
  private Optional<RunStep> tried(Level level, Path runDirectory) throws InterruptedException {
    boolean served = false;
    try {
      surroundings.before(level.surroundings(), runDirectory);
      served = true;
      return surroundings.isClosed() ? Optional.empty() : Optional.of(prepared(level));
    } catch (NotServedException | RefusedException e) {
      if (surroundings.isClosed()) {
        // Its server was ended under it: it was stopped, and hasn't failed.
        return Optional.empty();
      }
      boolean ends = !level.surroundings().mayFail();
      int status = e instanceof RefusedException refused ? refused.status() : Console.BAD_INPUT;
      String why = String.valueOf(e.getMessage());
      failed(
          level,
          new LevelFailure(e.getClass().getSimpleName(), why, !served, ends ? status : 0),
          runDirectory);
      if (ends) {
        throw new RefusedException(level.name() + " can't be measured: " + why, status);
      }
      Console.say(level.name() + " is left out: " + why);
      return Optional.empty();
    }
  }

  private void failed(Level level, LevelFailure why, Path runDirectory) {
    gone.add(level);
    outcomes.add(LevelOutcome.unmeasured(level.name(), Console.BAD_INPUT));
    try {
      LevelFailureFile.write(runDirectory.resolve(level.name()), why);
    } catch (IOException e) {
      Console.say("Why " + level.name() + " failed can't be written: " + e.getMessage());
    }
  }

  private RunStep prepared(Level level) {
    PreparedRun prepared = preparation.prepare(level.sources(), server);
    server = prepared.target().server();
    // One of several parts does it for all: the others may be measuring.
    Optional<String> note =
        prepared.options().injector().isFirst()
            ? surroundings.ready(level.surroundings(), prepared.target().endpoint())
            : Optional.empty();
    RunStep step =
        RunStep.begin(
            level,
            note.map(prepared::noted).orElse(prepared),
            prepared.options().injector().start(begun.size()),
            display,
            sayOnce);
    gone.add(level);
    begun.add(step);
    return step;
  }

  /** Those that are prepared, in the order in which they are measured. */
  List<RunStep> begun() {
    return begun;
  }

  /** The one that is measured, or was last; empty where none is prepared yet. */
  Optional<RunStep> last() {
    int count = begun.size();
    return count == 0 ? Optional.empty() : Optional.of(begun.get(count - 1));
  }

  /** What is known of the plan so far, as plan.json keeps it. */
  PlanFacts facts(String plan) {
    List<Level> known = levels.known();
    List<Level> all = new ArrayList<>(gone);
    known.stream().filter(level -> !names(gone).contains(level.name())).forEach(all::add);
    return new PlanFacts(
        PlanFacts.SCHEMA,
        plan,
        all.stream().map(level -> new PlanFacts.Level(level.name(), level.settings())).toList());
  }

  private static List<String> names(List<Level> levels) {
    return levels.stream().map(Level::name).toList();
  }

  /** Nothing more is measured. */
  @Override
  public void close() {
    surroundings.close();
  }
}
