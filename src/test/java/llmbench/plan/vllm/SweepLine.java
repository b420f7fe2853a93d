package llmbench.plan.vllm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import llmbench.options.ToolVersion;
import llmbench.options.given.AtFile;
import llmbench.options.given.Given;
import llmbench.options.given.Level;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Settings;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import llmbench.plan.vllm.SweepAsked.Workload;

/** Reads a line of {@code vllm bench sweep}: all that is wrong with it is said at once. */
final class SweepLine {

  private static final String SERVE = "serve";
  private static final String SERVE_WORKLOAD = "serve_workload";

  /** What may stand before {@code bench}: vllm, started in one of the usual ways. */
  private static final Pattern PROGRAM =
      Pattern.compile("((uv|uvx) )?(run )?(\\S*/)?(vllm |(python[\\d.]* )?-m \\S*cli\\.main )?");

  private final String command;
  private final Problems problems = new Problems();
  private final Settings settings;

  private SweepLine(String command, List<String> words) {
    this.command = command;
    List<Option> options = command.equals(SERVE) ? SweepFlags.ofServe() : SweepFlags.ofWorkloads();
    Map<String, Given> given =
        Level.of(new FlagWords(options, SweepFlags.SHORT, problems).read(words), true, problems);
    settings =
        new Settings(
            ToolVersion.Tool.VLLM.newest(),
            given,
            problems,
            (version, name) ->
                options.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null));
  }

  /** Whether a command line is one of these. */
  static boolean isOne(String line) {
    return !behindProgram(line).isEmpty();
  }

  /** What follows {@code bench sweep}, these two words included; empty in any other line. */
  private static List<String> behindProgram(String line) {
    List<String> words;
    try {
      words = ShellWords.split(line);
    } catch (IllegalArgumentException open) {
      // Whoever reads it as a benchmark's line says what is wrong with it.
      return List.of();
    }
    int bench = words.indexOf("bench");
    boolean sweeps = bench >= 0 && bench + 1 < words.size() && words.get(bench + 1).equals("sweep");
    boolean starts =
        sweeps && words.subList(0, bench).stream().noneMatch(word -> word.startsWith("--"));
    return starts
            && PROGRAM
                .matcher(
                    words.subList(0, bench).stream().map(w -> w + " ").reduce("", String::concat))
                .matches()
        ? words.subList(bench, words.size())
        : List.of();
  }

  /**
   * What a line asks for.
   *
   * @param timestamp the experiment's name where none is given
   * @throws OptionsException with every problem that there is
   */
  static SweepAsked read(String line, Supplier<String> timestamp) {
    List<String> words = behindProgram(line);
    String command = words.size() > 2 ? words.get(2) : "";
    if (!command.equals(SERVE) && !command.equals(SERVE_WORKLOAD)) {
      Problems problems = new Problems();
      problems.add(
          "-Dbench",
          "expected vllm bench sweep serve or vllm bench sweep serve_workload, and its options"
              + (command.startsWith("plot")
                  ? "; results of either are plotted by vllm bench sweep " + command + " itself"
                  : ""));
      problems.throwIfAny();
    }
    return new SweepLine(command, words.subList(3, words.size())).asked(timestamp);
  }

  private SweepAsked asked(Supplier<String> timestamp) {
    List<String> serve = command(SweepFlags.SERVE_CMD, true);
    List<String> bench = command(SweepFlags.BENCH_CMD, true);
    List<String> after = command(SweepFlags.AFTER_BENCH_CMD, false);
    List<ParameterSet> serveSets = sets(SweepFlags.SERVE_PARAMS);
    List<ParameterSet> benchSets = sets(SweepFlags.BENCH_PARAMS);
    Optional<Workload> workload = workload(benchSets);
    List<Link> links = links();
    problems.throwIfAny();
    String name = settings.text(SweepFlags.EXPERIMENT_NAME);
    Path results = Path.of(settings.required(SweepFlags.OUTPUT_DIR));
    boolean serves = workload.isEmpty();
    return new SweepAsked(
        command,
        serve,
        bench,
        after,
        settings.isOn(SweepFlags.SHOW_STDOUT),
        settings.whole(SweepFlags.SERVER_READY_TIMEOUT),
        serveSets,
        benchSets,
        links,
        results.resolve(name == null || name.isEmpty() ? timestamp.get() : name),
        settings.whole(SweepFlags.NUM_RUNS),
        serves ? settings.whole(SweepFlags.WARMUP_NUM_PROMPTS) : 0,
        serves && settings.isOn(SweepFlags.CONTINUE_ON_ERROR),
        settings.isOn(SweepFlags.DRY_RUN),
        settings.isOn(SweepFlags.RESUME),
        workload);
  }

  private List<String> command(String name, boolean required) {
    String text = settings.text(name);
    if (text == null) {
      if (required && !settings.isGiven(name)) {
        problems.add("-Dbench", "--" + name + " is missing; give the command in quotes");
      }
      return List.of();
    }
    try {
      return ShellWords.split(text);
    } catch (IllegalArgumentException e) {
      settings.problem(name, e.getMessage() + "; quote words as in a shell", name);
      return List.of();
    }
  }

  private List<ParameterSet> sets(String name) {
    String file = settings.text(name);
    if (file == null || file.isEmpty()) {
      return List.of(ParameterSet.EMPTY);
    }
    String json = AtFile.named(settings, name, "JSON");
    if (json.isEmpty()) {
      return List.of();
    }
    try {
      return ParameterFile.sets(json);
    } catch (IllegalArgumentException e) {
      settings.problem(name, String.valueOf(e.getMessage()), name);
      return List.of();
    }
  }

  private List<Link> links() {
    if (settings.text(SweepFlags.LINK_VARS) == null) {
      return List.of();
    }
    try {
      return Link.of(settings.required(SweepFlags.LINK_VARS));
    } catch (IllegalArgumentException e) {
      settings.problem(SweepFlags.LINK_VARS, String.valueOf(e.getMessage()), SweepFlags.LINK_VARS);
      return List.of();
    }
  }

  private Optional<Workload> workload(List<ParameterSet> benchSets) {
    if (command.equals(SERVE)) {
      return Optional.empty();
    }
    String variable = settings.required(SweepFlags.WORKLOAD_VAR);
    if (benchSets.stream().anyMatch(set -> set.has(variable))) {
      settings.problem(
          SweepFlags.BENCH_PARAMS,
          "a set has " + variable + ", which is what is explored; leave it out of the file",
          SweepFlags.BENCH_PARAMS);
    }
    return Optional.of(new Workload(variable, settings.whole(SweepFlags.WORKLOAD_ITERS)));
  }
}
