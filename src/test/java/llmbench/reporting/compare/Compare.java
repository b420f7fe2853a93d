package llmbench.reporting.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import llmbench.comparison.Comparison;
import llmbench.options.ToolVersion;
import llmbench.report.compare.CompareText;
import llmbench.reporting.Unreported;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Lays runs and results side by side: {@code report compare A B…}. */
@Command(
    name = "report compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lays runs side by side, metric by metric, and says why they differ.",
      "A run of ours alone is laid beside itself, by each tool's definitions.",
      "Runs that repeat each other: A1 A2 A3 -- B1 B2 B3 compares the means of both sides."
    })
public final class Compare {

  private static final double MAX_PERCENT = 100;

  /** Between the runs of one side and those of the other. */
  private static final String SIDES = "--";

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      defaultValue = "" + Comparison.DEFAULT_TOLERANCE_PERCENT,
      description = "By so much figures may differ and still agree; 3 by default.")
  private double threshold;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes a page with the comparison and every run of ours to this file.")
  private @Nullable Path html;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "A run directory of ours (with ${COMPLETION-CANDIDATES} or @true by whose definitions), a"
              + " folder of all shards of a run, a result JSON of vllm bench serve or"
              + " vllm-bench, or an output folder of evalscope.",
      completionCandidates = ViewNames.class)
  private List<String> names = new ArrayList<>();

  /** The runs behind {@code --}: the other side of repeats; empty where there is none. */
  private List<String> others = List.of();

  private Compare() {}

  /** Compares what the arguments name; the exit status. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return Unreported.unless(() -> run(args, out), "compare " + String.join(" ", args), "", err);
  }

  private static int run(String[] args, PrintStream out) throws IOException {
    Compare compare = new Compare();
    CommandLine line = new CommandLine(compare);
    int sides = List.of(args).indexOf(SIDES);
    CommandLine.ParseResult parsed = line.parseArgs(sides < 0 ? args : Arrays.copyOf(args, sides));
    if (sides >= 0) {
      compare.others = List.of(args).subList(sides + 1, args.length);
    }
    if (parsed.isUsageHelpRequested()) {
      line.usage(out);
      return 0;
    }
    if (!(compare.threshold >= 0 && compare.threshold <= MAX_PERCENT)) {
      throw new ParameterException(
          line, "--threshold is from 0 to 100 percent, not " + compare.threshold);
    }
    if (compare.html != null && Files.isDirectory(compare.html)) {
      throw new ParameterException(
          line,
          "--html "
              + compare.html
              + " is a directory: give the page's file first, such as --html compared.html A B.");
    }
    return compare.compare(out);
  }

  private int compare(PrintStream out) throws IOException {
    CompareSources.Compared compared =
        others.isEmpty()
            ? CompareSources.read(names, threshold)
            : CompareSources.readSides(names, others, threshold);
    out.print(CompareText.of(compared.comparison()));
    compared.doubts().print(out);
    if (html != null) {
      ComparePage page = new ComparePage(compared.page());
      out.println("Written: " + page.write(html, compared.runs()));
    }
    return compared.doubts().status();
  }

  /** The versions as they are written behind a run, for its help. */
  private static final class ViewNames extends ArrayList<String> {

    ViewNames() {
      super(Stream.of(ToolVersion.values()).map(version -> "@" + version.label()).toList());
    }
  }
}
