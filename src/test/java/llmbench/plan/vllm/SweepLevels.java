package llmbench.plan.vllm;

import java.util.Optional;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Surroundings;
import llmbench.plan.Surroundings.After;

/**
 * Makes levels of runs.
 *
 * @param sources of the whole sweep
 * @param experiment whose results are taken
 */
record SweepLevels(SweepAsked asked, Sources sources, Experiment experiment) {

  private static final String SERVER = "llm.server";

  /** A run with its command line, measured or taken as it is there. */
  Level level(SweepRun run) {
    Sources line =
        new Sources(ShellWords.join(run.command()), sources.properties(), sources.others());
    Level level = new Level(run.levelName(), run.settings(), line).within(surroundings(run));
    Optional<LevelOutcome> earlier = experiment.outcome(run);
    return earlier.map(level::taken).orElse(level);
  }

  private Surroundings surroundings(SweepRun run) {
    Surroundings around = Surroundings.NONE;
    if (!isSimulated()) {
      SweptServer server = run.server();
      around =
          around
              .with(server.command(run.serveNumber(), asked.readySeconds(), asked.showsOutput()))
              .then(after(server));
    }
    around = run.isWarmUp() ? around.uncounted() : around;
    return asked.mayFail() ? around.optional() : around;
  }

  private After after(SweptServer server) {
    return asked.afterCommand().isEmpty() ? server.resets() : After.running(asked.afterCommand());
  }

  /** Our own server stands in for the one that would be started. */
  private boolean isSimulated() {
    return "simulated".equals(sources.properties().get(SERVER));
  }
}
