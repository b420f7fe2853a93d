package llmbench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import llmbench.options.slo.Slo;
import llmbench.options.table.CompatErrors;
import llmbench.options.table.SloOptions;
import llmbench.reporting.CommandLineProblem;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.FinishedRun;
import llmbench.reporting.OutputFile;
import llmbench.reporting.ReportConsole;
import llmbench.reporting.ReportFiles;
import llmbench.reporting.ReportFormats;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.reporting.ShardFolders;
import llmbench.reporting.Unreported;
import llmbench.reporting.VersionLabels;
import llmbench.reporting.compare.Compare;
import llmbench.reporting.compare.RunViews;
import llmbench.reporting.plan.FinishedPlan;
import llmbench.runlog.PlanFileReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * The report half: files become statistics, text and files. {@code mvn -q exec:java@report
 * -Dexec.args='DIR'}; and at the end of every run.
 */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reports run directories again; several are one run together.",
      "Takes a result of vllm bench serve --save-detailed (0.32, 0.33) as well.",
      "report compare A B lays runs and results of any of the tools side by side."
    })
public final class Report {

  private static final String ALL = "all";
  private static final String COMPARE = "compare";
  private static final Pattern LIMIT = Pattern.compile("\\w+:[^/]*");
  private static final Pattern LIMIT_OF_SLO = Pattern.compile("[<>]");

  @Option(
      names = "--format",
      defaultValue = ALL,
      completionCandidates = ReportFormats.Hints.class,
      description = "${COMPLETION-CANDIDATES}; all by default.")
  private String format = "";

  @Option(
      names = "--compat",
      description = "${COMPLETION-CANDIDATES}: whose definitions.",
      completionCandidates = VersionLabels.class)
  private @Nullable String compat;

  @Option(
      names = "--compat-errors",
      description = "strict, or as-the-tool: a success is what the tool takes for one.")
  private @Nullable String compatErrors;

  @Option(names = "--percentile-metrics", description = "Sections, such as ttft,tpot,itl,e2el.")
  private @Nullable String percentileMetrics;

  @Option(names = "--metric-percentiles", description = "Percentiles, such as 50,99,99.9.")
  private @Nullable String metricPercentiles;

  @Option(
      names = "--goodput",
      arity = "1..*",
      description = "Limits in ms, such as ttft:200 tpot:10 e2el:3000.")
  private List<String> goodput = new ArrayList<>();

  @Option(
      names = "--slo",
      // A percent sign begins a format to picocli; two are one.
      description = "Limits on statistics, such as p99_ttft<=200ms,error_rate<=1%%.")
  private @Nullable String slo;

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      description =
          "The run directory or result JSON that limits such as p99_ttft<=baseline+5%% are from.")
  private @Nullable String baseline;

  @Option(names = "--fail-on-doubts", description = "A doubt makes the exit status 1, too.")
  private boolean failOnDoubts;

  @Option(
      names = "--save-detailed",
      description =
          "vLLM's JSON with each request's values, and requests.csv, also of over 5,000,000 gaps.")
  private boolean saveDetailed;

  @Option(names = "--output", description = "Directory that files are written to.")
  private @Nullable Path output;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description =
          "Run directories (or a folder that holds those of shards), or one result JSON of vLLM"
              + " bench.")
  private List<Path> paths = new ArrayList<>();

  /** Runs and ends the process, with a status other than 0 if it failed. */
  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Reports what the arguments name; the exit status. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length > 0 && args[0].equals(COMPARE)) {
      return Compare.run(Arrays.copyOfRange(args, 1, args.length), out, err);
    }
    if (args.length > 0 && CommandLineProblem.isMisspelt(args[0], COMPARE)) {
      err.println("'" + args[0] + "' is no run directory; did you mean compare?");
      return ExitStatus.BAD_INPUT;
    }
    return Unreported.unless(() -> run(args, out), String.join(" ", args), "", err);
  }

  private static int run(String[] args, PrintStream out) throws IOException {
    Report report = new Report();
    CommandLine line = new CommandLine(report);
    CommandLine.ParseResult parsed = line.parseArgs(args);
    if (parsed.isUsageHelpRequested()) {
      line.usage(out);
      return 0;
    }
    report.endGoodput();
    report.check(line);
    return report.print(out);
  }

  /** Limits end at the first word that is none: what follows are directories. */
  private void endGoodput() {
    int limits = 0;
    while (limits < goodput.size() && LIMIT.matcher(goodput.get(limits)).matches()) {
      limits++;
    }
    List<String> rest = goodput.subList(limits, goodput.size());
    List<Path> all = new ArrayList<>(paths);
    rest.forEach(word -> all.add(Path.of(word)));
    paths = all;
    goodput = List.copyOf(goodput.subList(0, limits));
  }

  private void check(CommandLine line) {
    if (paths.isEmpty()) {
      throw new ParameterException(
          line,
          "Nothing to report: name a run directory, such as"
              + " target/gatling/benchmarksimulation-20261124120000000.");
    }
    if (!format.equals(ALL) && !ReportFormats.names().contains(format)) {
      throw new ParameterException(
          line,
          "--format '"
              + format
              + "' is not known; there is "
              + String.join(", ", ReportFormats.names())
              + ", "
              + ALL
              + ".");
    }
    if (slo != null) {
      refuseCutSlo(slo, line);
    }
  }

  /** Limits with a blank in them arrive as several words, unless quotes hold them together. */
  private void refuseCutSlo(String limits, CommandLine line) {
    for (Path path : paths) {
      if (LIMIT_OF_SLO.matcher(path.toString()).find() && !Files.exists(path)) {
        throw new ParameterException(
            line,
            "--slo ends at a blank, with '"
                + limits
                + "': so '"
                + path
                + "' was taken for a run directory.\nWrite the limits without blanks, such as --slo"
                + " p99_ttft<=200ms,error_rate<=1%, or quote them inside exec.args, too:"
                + " -Dexec.args='--slo \"p99_ttft<=200ms, error_rate<=1%\" DIR'.");
      }
    }
  }

  private int print(PrintStream out) throws IOException {
    paths = ShardFolders.expanded(paths);
    if (format.equals(ALL) && paths.size() == 1 && PlanFileReader.isIn(paths.get(0))) {
      return FinishedPlan.report(paths.get(0), out);
    }
    if (format.equals(ALL) && paths.size() > 1 && PlanFileReader.isIn(paths.get(0))) {
      return FinishedPlan.ofShards(output(), paths, out);
    }
    paths.forEach(RunViews::refuseFileOfRun);
    paths.forEach(RunViews::refuseSeveral);
    RunTokenizer counter = new RunTokenizer();
    ReportInput input = ReportInput.read(paths, changed(), counter);
    ReportParts parts = ReportParts.of(input, counter.available());
    ReportConsole console = new ReportConsole(parts, out);
    if (format.equals(ALL)) {
      console.figures();
      console.doubts();
    } else {
      print(new ReportFormats(parts).printed(format), out);
    }
    Path target = output;
    if (target == null && format.equals(ALL) && paths.size() == 1 && !input.runs().isEmpty()) {
      target = paths.get(0);
    }
    Optional<Path> page = Optional.empty();
    if (target != null) {
      ReportFiles files = new ReportFiles(parts);
      page = ReportFiles.page(files.writeAll(target));
      out.println(ReportFiles.listed(target));
      files.leftOut().ifPresent(out::println);
    } else if (format.equals(ALL) && input.shards().isPresent()) {
      out.println("No files were written: --output DIR says where to.");
    }
    if (format.equals(ALL)) {
      console.end(page);
    }
    return FinishedRun.status(parts.outcome());
  }

  private Path output() {
    if (output == null) {
      throw new IllegalArgumentException(
          "Levels of several directories are reported into a directory of their own: name it with"
              + " --output.");
    }
    return output;
  }

  /** Written as it is made: with each request's values it may be larger than the memory. */
  private static void print(OutputFile.Content content, PrintStream out) throws IOException {
    Writer writer =
        new BufferedWriter(
            new Writer() {
              @Override
              public void write(char[] chars, int from, int length) {
                out.print(new String(chars, from, length));
              }

              @Override
              public void flush() {
                out.flush();
              }

              @Override
              public void close() {}
            });
    content.writeTo(writer);
    writer.flush();
  }

  private Map<String, String> changed() {
    Map<String, String> changed = new LinkedHashMap<>();
    put(changed, "compat", compat);
    put(changed, CompatErrors.OPTION, compatErrors);
    put(changed, "percentile-metrics", percentileMetrics);
    put(changed, "metric-percentiles", metricPercentiles);
    put(changed, "save-detailed", saveDetailed ? "true" : null);
    put(changed, Slo.OPTION, slo);
    put(changed, Slo.BASELINE, baseline);
    put(changed, SloOptions.FAIL_ON_DOUBTS, failOnDoubts ? "true" : null);
    put(changed, "goodput", goodput.isEmpty() ? null : String.join(" ", goodput));
    return changed;
  }

  private static void put(Map<String, String> options, String name, @Nullable String value) {
    if (value != null) {
      options.put(name, value);
    }
  }
}
