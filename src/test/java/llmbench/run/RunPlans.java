package llmbench.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.read.HelpAsked;
import llmbench.options.read.OptionsReader;
import llmbench.options.table.ShardOptions;
import llmbench.options.table.StartupOptions;
import llmbench.plan.ConsistencyCheck;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.plan.PlanShown;
import llmbench.plan.RunPlan;
import llmbench.plan.SingleRun;
import llmbench.plan.evalscope.EvalscopeSearch;
import llmbench.plan.evalscope.EvalscopeSweep;
import llmbench.plan.load.OwnSweep;
import llmbench.plan.load.SloSearch;
import llmbench.plan.vllm.ClientSweep;
import llmbench.plan.vllm.VllmSweep;

/** Which plan a run has. */
public final class RunPlans {

  /** Those that {@code -Dllm.check} names. */
  static final List<RunPlan> CHECKS = List.of(new ConsistencyCheck());

  /** Each way to measure several levels: a new one is a line here. */
  private static final List<RunPlan> OF_SEVERAL =
      List.of(
          new ConsistencyCheck(),
          new EvalscopeSearch(),
          new EvalscopeSweep(),
          new VllmSweep(),
          new SloSearch(),
          new OwnSweep(),
          new ClientSweep());

  private static final RunPlan STANDARD = new SingleRun();

  private RunPlans() {}

  /**
   * A plan with its levels.
   *
   * @param name of the plan
   * @param resumed the directory of a run that it goes on with; empty for none
   */
  public record Planned(String name, Levels levels, Optional<String> resumed) {}

  /**
   * What the sources ask for.
   *
   * @throws RefusedException when there is no such plan, or it can't be had with the rest
   */
  public static Planned of(Sources asked) {
    String check = asked.properties().get(ConsistencyCheck.CHECK);
    if (check != null && CHECKS.stream().noneMatch(plan -> plan.name().equals(check))) {
      throw new RefusedException(
          "-D" + ConsistencyCheck.CHECK + "=" + check + " is not known; expected " + names() + ".");
    }
    RunPlan plan =
        OF_SEVERAL.stream().filter(each -> each.isAskedBy(asked)).findFirst().orElse(STANDARD);
    refuseDry(plan, asked);
    refuseParts(plan, asked);
    refusePast(asked, Instant.now());
    try {
      return new Planned(plan.name(), plan.levels(asked), resumed(plan, asked));
    } catch (PlanException e) {
      throw new RefusedException(e);
    } catch (HelpAsked e) {
      throw new NotRunException(String.valueOf(e.getMessage()), 0, e);
    } catch (PlanShown e) {
      throw new NotRunException(String.valueOf(e.getMessage()), 0, e);
    }
  }

  /** Levels to come may depend on what those before them came to: there is nothing to be shown. */
  private static void refuseDry(RunPlan plan, Sources asked) {
    if (plan != STANDARD && OptionsReader.asked(asked).isOn(StartupOptions.DRY_RUN)) {
      throw new RefusedException(
          "-Dllm.dry-run shows the requests of one run, and several are asked for ("
              + plan.name()
              + "): give one load in place of a list, and leave out what searches or checks;"
              + " -Dllm.compat chooses the tool.");
    }
  }

  /** Parts know nothing of each other: what one level came to can't say which is next. */
  private static void refuseParts(RunPlan plan, Sources asked) {
    Settings settings = OptionsReader.asked(asked);
    String shard = settings.text(ShardOptions.SHARD);
    if (shard == null) {
      return;
    }
    plan.whyNoParts()
        .ifPresent(
            why -> {
              throw new RefusedException(
                  "-Dllm.shard=%s: %s; leave it out, or give the loads as a list (docs/shards.md)."
                      .formatted(shard, why));
            });
    if (settings.text(StartupOptions.RESUME) != null) {
      throw new RefusedException(
          "-Dllm.shard=%s: -Dllm.resume goes on where one injector was stopped, and the others were"
                  .formatted(shard)
              + " stopped elsewhere; leave one of them out.");
    }
  }

  /** Whoever gives a moment that is over has mistaken a zone, or has others that wait for it. */
  static void refusePast(Sources asked, Instant now) {
    Optional<Instant> start =
        Optional.ofNullable(OptionsReader.asked(asked).text(ShardOptions.START_AT))
            .map(Instant::parse);
    if (start.isPresent() && start.get().isBefore(now)) {
      throw new RefusedException(
          "-Dllm.start-at=%s is over: it is %s now; give a moment to come, with time enough to"
                  .formatted(start.get(), now.truncatedTo(ChronoUnit.SECONDS))
              + " prepare before it. Nothing was sent.");
    }
  }

  private static Optional<String> resumed(RunPlan plan, Sources asked) {
    Optional<String> directory =
        Optional.ofNullable(OptionsReader.asked(asked).text(StartupOptions.RESUME));
    if (directory.isPresent() && plan == STANDARD) {
      throw new RefusedException(
          "-Dllm.resume goes on with a run of several levels, and this is one of one: give the"
              + " list of loads, or the search, that the earlier run had.");
    }
    return directory;
  }

  private static String names() {
    return CHECKS.stream().map(RunPlan::name).collect(Collectors.joining(", "));
  }
}
