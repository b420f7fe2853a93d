package llmbench.reporting.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.Metric;
import llmbench.options.syntax.PythonJson;
import llmbench.report.sweep.SweepTable;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.ReportFormats;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.runlog.RecordedRun;

/**
 * What a level came to, by vLLM's definitions.
 *
 * @param json as {@code --save-result} has it
 * @param input what it was made of
 */
record LevelResult(ObjectNode json, ReportInput input) {

  /** Only a run that was broken off has this key. */
  private static final String PARTIAL = "partial";

  /** That of a level's directory; empty where none was measured there. */
  static Optional<LevelResult> in(Path directory) {
    if (!RecordedRun.isIn(directory)) {
      return Optional.empty();
    }
    RunTokenizer counter = new RunTokenizer();
    return Optional.of(of(ReportInput.read(List.of(directory), Map.of(), counter), counter));
  }

  /** That of a level; empty where none was measured. */
  static Optional<LevelResult> in(PlanDirectories where, String level) {
    RunTokenizer counter = new RunTokenizer();
    return where.isRecorded(level)
        ? Optional.of(of(where.read(level, counter), counter))
        : Optional.empty();
  }

  private static LevelResult of(ReportInput input, RunTokenizer counter) {
    ReportFormats formats = new ReportFormats(ReportParts.of(input, counter.available()));
    boolean detailed = input.options().result().detailed();
    JsonNode json = PythonJson.required(formats.result(detailed).toString());
    return new LevelResult((ObjectNode) json, input);
  }

  /** Whether it was broken off. */
  boolean isPartial() {
    return isPartial(json);
  }

  static boolean isPartial(JsonNode result) {
    return result.has(PARTIAL);
  }

  /**
   * Its numbers by their keys, and these percentiles of all latencies.
   *
   * @param percentiles that nobody asked the run for, too
   */
  Map<String, Double> figures(List<Double> percentiles) {
    Map<String, Double> figures = numbers(json);
    for (Metric metric : Metric.VLLM) {
      Distribution spread = metric.of(input.figures());
      if (spread.size() > 0) {
        figures.put("mean_" + metric.name() + "_ms", spread.mean());
        figures.put("median_" + metric.name() + "_ms", spread.median());
        for (double percent : percentiles) {
          figures.put(
              "p" + SweepTable.word(percent) + "_" + metric.name() + "_ms",
              spread.percentile(percent));
        }
      }
    }
    return figures;
  }

  /** The numbers of a result by their keys. */
  static Map<String, Double> numbers(JsonNode result) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      if (field.getValue().isNumber()) {
        numbers.put(field.getKey(), field.getValue().doubleValue());
      }
    }
    return numbers;
  }
}
