package llmbench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.report.jenkins.GlobalStats;
import llmbench.report.verdict.VerdictJson;
import llmbench.report.vllm.ResultFile;
import llmbench.report.vllm.VllmJson;
import llmbench.report.vllm.VllmText;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;

/** The files of a report. */
final class ReportFiles {

  /** More make a result of over a hundred megabytes, which hardly anything reads. */
  private static final int MOST_LISTED_GAPS = 5_000_000;

  private static final String DETAILED = "save-detailed";

  /** Gatling's report and our record. */
  private static final List<String> RECORDED =
      List.of("index.html", "requests.jsonl", "run.json", "truth.json");

  private final ReportParts parts;
  private final ReportInput input;

  /** Marks the files of a run that did not send all its prompts. */
  private final Optional<String> partial;

  private final int mostListedGaps;

  ReportFiles(ReportParts parts) {
    this(parts, MOST_LISTED_GAPS);
  }

  ReportFiles(ReportParts parts, int mostListedGaps) {
    this.parts = parts;
    this.mostListedGaps = mostListedGaps;
    input = parts.input();
    partial = Ending.of(input.runs());
  }

  /**
   * The result JSON, without a line feed at its end: with a list entry for each request, unless
   * that is too much and nobody asked for it.
   */
  VllmJson vllmJson() {
    return vllmJson(isListed());
  }

  private boolean isListed() {
    return isTrue(input.options(), DETAILED) || input.figures().itl().size() <= mostListedGaps;
  }

  /** Says what is not in the result JSON; empty where all is. */
  Optional<String> leftOut() {
    return isListed() || input.isLogOnly()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "vllm.json is without its lists of each request's values: %,d gaps (limit %,d)."
                    + " --save-detailed writes them.",
                input.figures().itl().size(),
                mostListedGaps));
  }

  private VllmJson vllmJson(boolean detailed) {
    return VllmJson.of(input.figures(), input.times(), input.settings(), detailed, partial);
  }

  /** js/global_stats.json's text. */
  String globalStats() {
    if (input.runs().stream().allMatch(run -> run.log() == null)) {
      throw new IllegalArgumentException(
          "There is no simulation.log, and the file for Jenkins is made of it.");
    }
    List<LogRecord.Response> responses = new ArrayList<>();
    input.runs().forEach(run -> responses.addAll(responses(run)));
    return GlobalStats.of(responses);
  }

  /**
   * Those of the log; where a run's end has cut it, the record knows more. Without those that we
   * have interrupted ourselves, which are in no figure.
   */
  private static List<LogRecord.Response> responses(RecordedRun run) {
    List<LogRecord.Response> all =
        run.responses().size() >= run.requests().size()
            ? run.responses()
            : LogRecord.Response.of(run.requests(), run.facts());
    return all.stream().filter(response -> !response.isInterrupted()).toList();
  }

  /** The names of what a run itself has left in its directory. */
  static String recorded(Path runDirectory) {
    return RECORDED.stream()
        .filter(name -> Files.exists(runDirectory.resolve(name)))
        .collect(Collectors.joining(", "));
  }

  /** Writes all formats into a directory; the paths of what was written. */
  List<Path> writeAll(Path directory) throws IOException {
    List<Path> written = new ArrayList<>();
    if (!input.isLogOnly()) {
      Files.createDirectories(directory);
      Path text = directory.resolve("vllm.txt");
      String mark = partial.map(line -> line + "\n").orElse("");
      Files.writeString(text, mark + VllmText.of(input.figures(), input.settings()));
      written.add(text);
      Path json = directory.resolve("vllm.json");
      try (Writer writer = Files.newBufferedWriter(json)) {
        vllmJson().writeTo(writer);
      }
      written.add(json);
      if (parts.evalscope().isPresent()) {
        written.addAll(parts.evalscope().get().write(directory, mark));
      }
    }
    if (!input.runs().isEmpty()) {
      Files.createDirectories(directory);
      Path verdict = directory.resolve(VerdictJson.FILE);
      Files.writeString(verdict, VerdictJson.of(parts.doubts()));
      written.add(verdict);
    }
    if (input.runs().stream().map(RecordedRun::log).anyMatch(log -> log != null)) {
      Path stats = directory.resolve("js").resolve("global_stats.json");
      Files.createDirectories(directory.resolve("js"));
      Files.writeString(stats, globalStats());
      written.add(stats);
    }
    return written;
  }

  /** Writes the file that {@code --save-result} or {@code --append-result} asked for. */
  Optional<Path> saveResult() throws IOException {
    Map<String, String> options = input.options();
    boolean append = isTrue(options, "append-result");
    if (!append && !isTrue(options, "save-result")) {
      return Optional.empty();
    }
    ResultFile file =
        ResultFile.of(
            Optional.ofNullable(options.get("result-dir")).map(Path::of),
            Optional.ofNullable(options.get("result-filename")),
            input.settings());
    boolean detailed = isTrue(options, DETAILED);
    file.write(vllmJson(detailed), append);
    return Optional.of(file.path());
  }

  private static boolean isTrue(Map<String, String> options, String name) {
    return "true".equals(options.get(name));
  }
}
