package llmbench.plan.vllm;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Sources;
import llmbench.options.table.Option;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.plan.PlanShown;
import llmbench.plan.RunPlan;

/**
 * {@code vllm bench sweep serve} and {@code vllm bench sweep serve_workload} in {@code -Dbench}: a
 * level for each run of the tool's, whose command line is derived as the tool derives it.
 */
public final class VllmSweep implements RunPlan {

  /** Its name in plan.json. */
  public static final String NAME = "vllm-sweep";

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

  /** A level's directory has the folder's name and the run's number. */
  private static final int LONGEST_FOLDER_BYTES = 230;

  private final Supplier<LocalDateTime> now;

  /** A plan whose experiments are named by the time. */
  public VllmSweep() {
    this(LocalDateTime::now);
  }

  VllmSweep(Supplier<LocalDateTime> now) {
    this.now = now;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The options that a command line may have, where it is one of a sweep; empty for others. */
  public static List<Option> options(String line) {
    return SweepLine.isOne(line) ? SweepFlags.all() : List.of();
  }

  @Override
  public Optional<String> whyNoParts() {
    return Optional.of("the sweep starts its own server, and each part would start one");
  }

  @Override
  public boolean isAskedBy(Sources sources) {
    return sources.bench() != null && SweepLine.isOne(sources.bench());
  }

  @Override
  public Levels levels(Sources sources) {
    String line = sources.bench() == null ? "" : sources.bench();
    SweepAsked asked;
    try {
      asked = SweepLine.read(line, () -> TIMESTAMP.format(now.get()));
      check(asked);
    } catch (OptionsException e) {
      throw new PlanException(String.valueOf(e.getMessage()));
    }
    Experiment experiment = new Experiment(asked.experiment());
    checkPlace(asked, experiment);
    if (asked.dryRun()) {
      throw new PlanShown(ShownSweep.of(asked, experiment));
    }
    SweepLevels levels = new SweepLevels(asked, sources, experiment);
    if (runs(asked).isEmpty()) {
      throw new PlanException(
          "There is nothing to run: no set of --serve-params and --bench-params is linked with"
              + " another, or a file has none.");
    }
    return asked
        .workload()
        .<Levels>map(each -> new WorkloadLevels(levels, WorkloadPair.all(asked, each)))
        .orElseGet(() -> Levels.of(runs(asked).stream().map(levels::level).toList()));
  }

  /** All that are known before the first. */
  private static List<SweepRun> runs(SweepAsked asked) {
    return asked
        .workload()
        .map(each -> WorkloadPair.all(asked, each).stream())
        .map(pairs -> pairs.flatMap(pair -> Stream.of(pair.serial(), pair.batch())))
        .orElseGet(() -> SweepPair.all(asked).stream().map(SweepPair::runs))
        .flatMap(List::stream)
        .toList();
  }

  /** What is wrong with derived commands and names. */
  private static void check(SweepAsked asked) {
    Problems problems = new Problems();
    Set<String> servers = new LinkedHashSet<>();
    for (ParameterSet set : asked.serveSets()) {
      tried(() -> SweepCommand.of(asked.serveCommand(), set), SweepFlags.SERVE_CMD, problems)
          .map(SweptServer::new)
          .flatMap(server -> server.whyNot(asked.afterCommand().isEmpty()))
          .ifPresent(servers::add);
    }
    servers.forEach(wrong -> problems.add("--" + SweepFlags.SERVE_CMD + " (in -Dbench)", wrong));
    for (ParameterSet set : asked.benchSets()) {
      var unused =
          tried(() -> SweepCommand.of(asked.benchCommand(), set), SweepFlags.BENCH_CMD, problems);
    }
    Set<String> folders = new HashSet<>();
    SweepPair.all(asked).stream()
        .filter(pair -> asked.workload().isPresent() || !pair.runs().isEmpty())
        .map(SweepPair::folder)
        .filter(folder -> !folders.add(folder) || isTooLong(folder))
        .distinct()
        .forEach(folder -> problems.add(shortened(folder), whyNot(folder)));
    problems.throwIfAny();
  }

  private static Optional<List<String>> tried(
      Supplier<List<String>> command, String flag, Problems problems) {
    try {
      return Optional.of(command.get());
    } catch (IllegalArgumentException e) {
      problems.add("--" + flag + " (in -Dbench)", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static String whyNot(String folder) {
    String name = "; give the sets names of their own, each as its " + ParameterSet.NAME;
    return isTooLong(folder)
        ? "no directory can have so long a name" + name
        : "two pairs of sets would have this one directory for their results" + name;
  }

  private static boolean isTooLong(String folder) {
    return folder.getBytes(StandardCharsets.UTF_8).length > LONGEST_FOLDER_BYTES;
  }

  private static String shortened(String folder) {
    return isTooLong(folder) ? folder.substring(0, 60) + "…" : folder;
  }

  private static void checkPlace(SweepAsked asked, Experiment experiment) {
    String directory = SweepRun.plain(asked.experiment());
    if (asked.resumes() && !experiment.isThere()) {
      throw new PlanException(
          "--resume has nothing to resume: "
              + directory
              + " isn't there. Name the experiment with --experiment-name, or leave out --resume.");
    }
    if (!asked.resumes() && experiment.isThere()) {
      throw new PlanException(
          directory
              + " is there already, and no result is overwritten: add --resume to measure what it"
              + " lacks, or give another --experiment-name.");
    }
  }
}
