package llmbench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a run besides its figures. Its requests are walked over once, when that is
 * asked for first. One thread.
 */
public final class RunDoubts {

  private final List<RecordedRun> runs;
  private final List<ReportOptions> options;
  private final Optional<ShardSet> shards;
  private @Nullable List<Survey> surveyed;

  /** Nothing is looked at yet, of runs that are no shards. */
  public RunDoubts(List<RecordedRun> runs, List<ReportOptions> options) {
    this(runs, options, Optional.empty());
  }

  /**
   * Nothing is looked at yet.
   *
   * @param runs the directories that are this run together; all shards as the one that they are
   * @param options of each of them
   * @param shards the directories where they are shards
   */
  public RunDoubts(List<RecordedRun> runs, List<ReportOptions> options, Optional<ShardSet> shards) {
    this.runs = List.copyOf(runs);
    this.options = List.copyOf(options);
    this.shards = shards;
  }

  private List<Survey> surveys() {
    List<Survey> all = surveyed;
    if (all == null) {
      all = IntStream.range(0, runs.size()).mapToObj(this::survey).toList();
      surveyed = all;
    }
    return all;
  }

  private Survey survey(int place) {
    RecordedRun run = runs.get(place);
    ReportOptions asked = options.get(place);
    return shards.map(set -> Survey.of(run, set, asked)).orElseGet(() -> Survey.of(run, asked));
  }

  /** How the requests set out that came to their end. */
  public Departures departures() {
    return Departures.together(surveys().stream().map(Survey::departures).toList());
  }

  /** What speaks against the files of the first of them, or of all shards, whatever its figures. */
  public List<FileDoubt> ofFiles() {
    List<FileDoubt> doubts = new ArrayList<>();
    shards.flatMap(ShardDoubts::missing).ifPresent(doubts::add);
    surveys().get(0).files().forEach(file -> doubts.addAll(Doubts.ofFiles(file)));
    return doubts;
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
    shards.ifPresent(set -> doubts.addAll(ShardDoubts.of(set)));
    for (Survey survey : surveys) {
      for (int place = 0; place < survey.files().size(); place++) {
        FileSurvey file = survey.files().get(place);
        add(Doubts.ofFiles(file), name(survey, place), doubts);
        add(Doubts.ofStart(file.run()), name(survey, place), doubts);
      }
      add(Doubts.ofAnswers(survey, figures, tokenizer), name(survey), doubts);
    }
    doubts.addAll(alike(surveys));
    LoadDoubts.apart(runs).ifPresent(doubts::add);
    for (Survey survey : surveys) {
      add(load(survey, figures), name(survey), doubts);
    }
    if (!runs.isEmpty()) {
      boolean hasFlags = runs.stream().noneMatch(RecordedRun::isOwnSimulation);
      LoadDoubts.percentiles(figures, percentiles, hasFlags).ifPresent(doubts::add);
    }
    for (Survey survey : surveys) {
      add(survey.server(), name(survey), doubts);
      for (int place = 0; place < survey.files().size(); place++) {
        RecordedRun client = survey.files().get(place).run();
        add(ClientDoubts.of(client, figures), name(survey, place), doubts);
      }
    }
    if (figures.completed() == 0 && doubts.stream().anyMatch(RunDoubts::isOfFailures)) {
      // There are no figures to distrust; their doubts would lead away from what matters.
      doubts.removeIf(RunDoubts::isOfFigures);
    }
    return List.copyOf(doubts);
  }

  /**
   * Of a run with a plan the plan is the load; of some shards nobody knows what they were to be.
   */
  private List<Doubt> load(Survey survey, VllmFigures figures) {
    if (survey.departures().planned() > 0) {
      List<RecordedRun> clients = survey.files().stream().map(FileSurvey::run).toList();
      return ScheduleDoubts.of(survey.run(), clients, survey.departures(), survey.ttft(), figures);
    }
    return shards.map(set -> set.isWhole() || set.own()).orElse(true)
        ? LoadDoubts.of(survey.run(), survey.asked())
        : List.of();
  }

  /** What a doubt about one of several runs begins with; empty where there is one. */
  private String name(Survey survey) {
    return runs.size() > 1 ? survey.run().directory().toString() : "";
  }

  /** The same of a shard. A shard's own report is about no other. */
  private String name(Survey survey, int place) {
    return shards.filter(set -> !set.own()).map(set -> set.name(place)).orElse(name(survey));
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
                ? counts(surveys.get(i)).in(counts(surveys.get(j)))
                : 0;
        if (alike > 0) {
          List<String> names = List.of(one.directory().toString(), other.directory().toString());
          doubts.add(new RecordDoubt.RunsAlike(names, alike));
        }
      }
    }
    return doubts;
  }

  private static RecordCounts counts(Survey survey) {
    return survey.files().get(0).counts();
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

  private static void add(List<? extends Doubt> found, String name, Set<Doubt> doubts) {
    for (Doubt doubt : found) {
      boolean ofAll = doubt instanceof Doubt.Noted || doubt instanceof Doubt.UsageMissing;
      boolean named = !name.isEmpty() && !ofAll;
      doubts.add(named ? new Doubt.InRun(name, doubt) : doubt);
    }
  }
}
