package llmbench.reporting.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.comparison.Column;
import llmbench.comparison.Definition;
import llmbench.comparison.Meter;
import llmbench.comparison.PromptMaker;
import llmbench.comparison.RunColumns;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.ToolVersion;
import llmbench.reporting.EvalscopeReport;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.runlog.ServerTruth;
import llmbench.timeline.MessageKind;

/**
 * One run of ours by any tool's definitions: the record holds the time of every message, so nobody
 * has to measure again.
 *
 * @param name the directory, for people
 * @param counter of tokens that the server didn't count
 */
public record RunViews(String name, Path directory, ReportInput input, RunTokenizer counter) {

  /** The name of the honest definitions. */
  static final String TRUE = "true";

  /** Every view, for a run that is looked at alone. */
  static final List<String> ALL =
      List.of(
          ToolVersion.VLLM_0_32.label(),
          ToolVersion.VLLM_0_11.label(),
          ToolVersion.EVALSCOPE_1_14.label(),
          ToolVersion.EVALSCOPE_1_1.label(),
          TRUE);

  private static final Map<String, Definition> DEFINITIONS =
      Map.of(
          ToolVersion.VLLM_0_32.label(),
          Definition.of(VllmDialect.V0_32_CHAT),
          ToolVersion.VLLM_0_11.label(),
          Definition.of(VllmDialect.V0_11_CHAT),
          ToolVersion.EVALSCOPE_1_14.label(),
          Definition.of(EvalscopeDialect.V1_14),
          ToolVersion.EVALSCOPE_1_1.label(),
          Definition.of(EvalscopeDialect.V1_1),
          TRUE,
          Definition.OUTPUTS);

  /** Whether a path is a directory with a record of ours. */
  static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve("requests.jsonl"));
  }

  /**
   * Refuses the directory of a check, below which several runs have theirs.
   *
   * @throws IllegalArgumentException that names one of them
   */
  public static void refuseSeveral(Path directory) {
    if (isRun(directory) || !Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> below = Files.list(directory)) {
      List<Path> runs = below.filter(RunViews::isRun).sorted().toList();
      if (!runs.isEmpty()) {
        throw new IllegalArgumentException(
            directory
                + " holds "
                + runs.size()
                + " runs; name one of them, such as "
                + runs.get(0));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(directory + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Reads a run. */
  static RunViews read(Path directory) {
    RunTokenizer counter = new RunTokenizer();
    return new RunViews(
        directory.toString(),
        directory,
        ReportInput.read(List.of(directory), Map.of(), counter),
        counter);
  }

  /** The view whose definitions these are; empty for those that no version of a tool has. */
  static Optional<String> nameOf(Definition definition) {
    return ALL.stream()
        .filter(view -> DEFINITIONS.getOrDefault(view, definition).equals(definition))
        .findFirst();
  }

  /**
   * A view's name, as it is given.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static String checked(String view) {
    if (!ALL.contains(view)) {
      throw new IllegalArgumentException(
          "@" + view + " is not known; there is @" + String.join(", @", ALL) + ".");
    }
    return view;
  }

  /** The whole report of it, by the view that it was made for. */
  ReportParts parts() {
    return ReportParts.of(input, counter.available());
  }

  /** The view that the run was made for. */
  String own() {
    return input.settings().compat().label();
  }

  /** The tool whose prompts were sent. */
  PromptMaker prompts() {
    return switch (input.settings().compat()) {
      case VLLM_0_32 -> PromptMaker.VLLM_0_32;
      case VLLM_0_11 -> PromptMaker.VLLM_0_11;
      case EVALSCOPE_1_14 -> PromptMaker.EVALSCOPE_1_14;
      case EVALSCOPE_1_1 -> PromptMaker.EVALSCOPE_1_1;
    };
  }

  /** What the server says of this run, if it is one that does. */
  Optional<ServerTruth> truth() {
    Path file = directory.resolve(ServerTruth.FILE);
    return Files.isRegularFile(file) ? Optional.of(ServerTruth.read(file)) : Optional.empty();
  }

  /** The run by these definitions. */
  Column column(String view) {
    boolean roleChunks =
        input.records().stream().anyMatch(record -> record.messages().count(MessageKind.ROLE) > 0);
    return figures(view).withRoleChunks(roleChunks);
  }

  private Column figures(String view) {
    TrueFigures seen = TrueFigures.of(input.records(), input.strictFigures().outputTokens());
    RunColumns.Source source =
        new RunColumns.Source(
            name + ", by " + (view.equals(TRUE) ? "the true definitions" : view),
            Meter.OURS,
            prompts(),
            OptionalInt.of(seen.peakConcurrency()));
    if (view.equals(TRUE)) {
      // With the tokens of prompts as the server counts them.
      return RunColumns.of(source, by(ToolVersion.VLLM_0_32.label()).strictFigures(), seen);
    }
    ReportInput by = by(view);
    return by.settings().compat().tool() == ToolVersion.Tool.EVALSCOPE
        ? RunColumns.of(source, EvalscopeReport.of(by).figures())
        : RunColumns.of(source, by.figures(), by.dialect());
  }

  private ReportInput by(String view) {
    return ReportInput.of(input.runs(), Map.of("compat", view), new RunTokenizer());
  }
}
