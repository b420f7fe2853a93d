package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.testing.EvalscopeGolden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From raw streams over our timeline to what evalscope printed of them, whole. */
class EvalscopeGoldenTest {

  static List<EvalscopeGolden> goldens() {
    return EvalscopeGolden.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void bothTablesAreEvalscopesEveryCharacter(EvalscopeGolden golden) {
    EvalscopeFigures figures = golden.figures();
    EvalscopeRun run = new EvalscopeRun(golden.concurrency(), -1);
    String summary = lines(golden, "summary_table");
    String percentiles = lines(golden, "percentile_table");
    assertThat(EvalscopeText.summary(figures, run)).isEqualTo(summary);
    assertThat(EvalscopeText.percentiles(figures)).isEqualTo(percentiles);
    assertThat(EvalscopeText.of(figures, run))
        .startsWith(
            "Benchmarking summary:\n" + summary + "\n\nPercentile results:\n" + percentiles + "\n");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void bothFilesAreEvalscopesToTheLastDigit(EvalscopeGolden golden) {
    EvalscopeFigures figures = golden.figuresOfItsRecords();
    assertThat(EvalscopeSummaryJson.of(figures, new EvalscopeRun(golden.concurrency(), -1)))
        .isEqualTo(summaryJson(golden));
    assertThat(EvalscopePercentileJson.of(figures)).isEqualTo(percentileJson(golden));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void bothFilesAreEvalscopesFromOurOwnTimes(EvalscopeGolden golden) {
    EvalscopeFigures figures = golden.figures();
    assertThat(EvalscopeSummaryJson.of(figures, new EvalscopeRun(golden.concurrency(), -1)))
        .isEqualTo(summaryJson(golden));
    String expected = percentileJson(golden);
    if (golden.set().equals("set1") && golden.version().equals("1.14")) {
      // One answer took 20.947 ms for 4 tokens, 5.23675 ms each: between two roundings the noise
      // of evalscope's clock decides. Our times are whole nanoseconds and have none.
      assertThat(expected).containsOnlyOnce("5.2367");
      expected = expected.replace("5.2367", "5.2368");
    }
    assertThat(EvalscopePercentileJson.of(figures)).isEqualTo(expected);
  }

  private static String summaryJson(EvalscopeGolden golden) {
    return object(golden.output().get("summary_json"), "");
  }

  private static String percentileJson(EvalscopeGolden golden) {
    List<String> rows = new ArrayList<>();
    golden.output().get("percentile_json").forEach(row -> rows.add("    " + object(row, "    ")));
    return "[\n" + String.join(",\n", rows) + "\n]";
  }

  private static String lines(EvalscopeGolden golden, String name) {
    List<String> lines = new ArrayList<>();
    golden.output().get(name).forEach(line -> lines.add(line.asText()));
    return String.join("\n", lines);
  }

  /** As {@code json.dump(…, indent=4)} writes an object. */
  private static String object(JsonNode object, String indent) {
    List<String> entries = new ArrayList<>();
    object
        .properties()
        .forEach(
            entry -> entries.add(indent + "    \"" + entry.getKey() + "\": " + entry.getValue()));
    return "{\n" + String.join(",\n", entries) + "\n" + indent + "}";
  }
}
