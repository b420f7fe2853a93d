package llmbench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a run besides its figures. Its requests are walked over once, when that is
 * asked for first. One thread.
 */
public final class RunDoubts {

  private final List<RecordedRun> runs;
  private final List<ReportOptions> options;
  private @Nullable List<Survey> surveyed;

  /**
   * Nothing is looked at yet.
   *
   * @param runs the directories that are this run together
   * @param options of each of them
   */
  public RunDoubts(List<RecordedRun> runs, List<ReportOptions> options) {
    this.runs = List.copyOf(runs);
    this.options = List.copyOf(options);
  }

  private List<Survey> surveys() {
    List<Survey> all = surveyed;
    if (all == null) {
      all =
          IntStream.range(0, runs.size())
              .mapToObj(place -> Survey.of(runs.get(place), options.get(place)))
              .toList();
      surveyed = all;
    }
    return all;
  }

  /** How the requests set out that came to their end. */
  public Departures departures() {
    return Departures.together(surveys().stream().map(Survey::departures).toList());
  }

  /** What speaks against the files of the first of them, whatever its figures. */
  public List<FileDoubt> ofFiles() {
    return Doubts.ofFiles(surveys().get(0));
  }

  /**
   * All doubts about the run; none is good.
   *
   * @param figures of all of them
   * @param percentiles that are reported
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  public List<Doubt> all(VllmFigures figures, List<Double> percentiles, boolean tokenizer) {
    // What is said of all of them together is said once.
    Set<Doubt> doubts = new LinkedHashSet<>();
    List<Survey> surveys = surveys();
    for (Survey survey : surveys) {
      add(Doubts.of(survey, figures, tokenizer), survey.run(), runs.size(), doubts);
    }
    doubts.addAll(alike(surveys));
    LoadDoubts.apart(runs).ifPresent(doubts::add);
    for (Survey survey : surveys) {
      RecordedRun run = survey.run();
      // Of a run with a plan the plan is the load.
      List<Doubt> load =
          survey.departures().planned() > 0
              ? ScheduleDoubts.of(run, survey.departures(), survey.ttft(), figures)
              : LoadDoubts.of(run, survey.asked());
      add(load, run, runs.size(), doubts);
    }
    if (!runs.isEmpty()) {
      boolean hasFlags = runs.stream().noneMatch(RecordedRun::isOwnSimulation);
      LoadDoubts.percentiles(figures, percentiles, hasFlags).ifPresent(doubts::add);
    }
    for (Survey survey : surveys) {
      RecordedRun run = survey.run();
      add(survey.server(), run, runs.size(), doubts);
      add(ClientDoubts.of(run, figures), run, runs.size(), doubts);
    }
    if (figures.completed() == 0 && doubts.stream().anyMatch(RunDoubts::isOfFailures)) {
      // There are no figures to distrust; their doubts would lead away from what matters.
      doubts.removeIf(RunDoubts::isOfFigures);
    }
    return List.copyOf(doubts);
  }

  /** Runs of one clock zero that have requests of each other. */
  private static List<Doubt> alike(List<Survey> surveys) {
    List<Doubt> doubts = new ArrayList<>();
    for (int i = 0; i < surveys.size(); i++) {
      for (int j = i + 1; j < surveys.size(); j++) {
        RecordedRun one = surveys.get(i).run();
        RecordedRun other = surveys.get(j).run();
        long alike =
            one.zeroMillis() == other.zeroMillis()
                ? surveys.get(i).counts().in(surveys.get(j).counts())
                : 0;
        if (alike > 0) {
          List<String> names = List.of(one.directory().toString(), other.directory().toString());
          doubts.add(new RecordDoubt.RunsAlike(names, alike));
        }
      }
    }
    return doubts;
  }

  private static boolean isOfFailures(Doubt doubt) {
    return bare(doubt) instanceof Doubt.FailuresPresent;
  }

  private static boolean isOfFigures(Doubt doubt) {
    Doubt bare = bare(doubt);
    return bare instanceof LoadDoubt
        || bare instanceof ServerDoubt
        || bare instanceof ClientDoubt
        || bare instanceof Doubt.Noted
        || bare instanceof Doubt.UsageMissing
        || bare instanceof Doubt.CameWhole;
  }

  private static Doubt bare(Doubt doubt) {
    return doubt instanceof Doubt.InRun inRun ? inRun.doubt() : doubt;
  }

  private static void add(List<Doubt> found, RecordedRun run, int runs, Set<Doubt> doubts) {
    for (Doubt doubt : found) {
      boolean ofAll = doubt instanceof Doubt.Noted || doubt instanceof Doubt.UsageMissing;
      boolean named = runs > 1 && !ofAll;
      doubts.add(named ? new Doubt.InRun(run.directory().toString(), doubt) : doubt);
    }
  }
}
