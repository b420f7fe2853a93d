package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.Report;
import llmbench.latency.LatencyMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole data of pages, for recorded runs; {@code -Dgolden.update} writes them again. */
public class PageGoldenTest {

  private static final String GOLDEN = "src/test/resources/golden/";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path scratch;

  @Test
  void ofARunOfOurs() throws IOException {
    String page = printed("--format", "html", GOLDEN + "compare/run");
    assertIsGolden("run", data(page));
  }

  @Test
  void theCardsAreTheFiguresOfTheBlock() throws IOException {
    JsonNode page = data(printed("--format", "html", GOLDEN + "compare/run"));
    String block =
        printed(
            "--format",
            "vllm",
            "--percentile-metrics",
            LatencyMetric.ids(List.of(LatencyMetric.values())).replace(" ", ""),
            GOLDEN + "compare/run");
    for (JsonNode card : page.at("/runs/0/cards").findParents("mean")) {
      if (card.has("title")) {
        String title = " " + card.get("title").asText() + " (ms): ";
        assertThat(figure(block, "Mean" + title)).isEqualTo(card.get("mean").doubleValue());
        assertThat(figure(block, "Median" + title)).isEqualTo(card.get("p50").doubleValue());
        assertThat(figure(block, "P99" + title)).isEqualTo(card.get("p99").doubleValue());
      }
    }
  }

  private static double figure(String block, String label) {
    int at = block.indexOf(label);
    assertThat(at).as(label).isPositive();
    return Double.parseDouble(block.substring(at + label.length()).strip().split("\\s", 2)[0]);
  }

  @Test
  void everyRowOfEveryTableHasAHelp() throws IOException {
    JsonNode page = data(printed("--format", "html", GOLDEN + "compare/run"));
    assertThat(page.at("/runs/0/tables").findValuesAsText("id"))
        .containsSubsequence(
            "vllm-0.32",
            "vllm-0.11",
            "evalscope-1.14",
            "evalscope-1.14-percentiles",
            "evalscope-1.1",
            "evalscope-1.1-percentiles",
            "true");
    for (JsonNode table : page.at("/runs/0/tables")) {
      for (JsonNode row : table.get("rows")) {
        assertThat(row.has("section") || row.has("help")).as(row.toString()).isTrue();
      }
    }
  }

  @Test
  void ofAResultOfVllmBench() throws IOException {
    String page = printed("--format", "html", GOLDEN + "vllm/result_0.32.0_detailed.json");
    assertIsGolden("result", data(page));
  }

  @Test
  void ofAComparison() throws IOException {
    Path file = scratch.resolve("compared.html");
    String run = GOLDEN + "compare/run";
    String text =
        printed("compare", "--html", file.toString(), run, GOLDEN + "compare/evalscope-1.14.1");
    assertThat(text).endsWith("Written: " + file + "\n");
    JsonNode data = data(Files.readString(file));
    // Its run is that of the other golden file, except for the links and what there is room for.
    assertIsGolden("comparison", data.get("comparison"));
    assertThat(data.get("runs")).hasSize(1);
    assertThat(data.at("/runs/0/head/files").toString()).contains("golden/compare/run/run.json");
  }

  /** What is between the tags, as a browser's JSON.parse has it. */
  public static JsonNode data(String page) throws IOException {
    String begin = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(begin) + begin.length();
    return JSON.readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static String printed(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(args, stream, stream)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Whether the data is that of a golden file; {@code -Dgolden.update} writes it again. */
  public static void assertIsGolden(String name, JsonNode data) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    String text =
        JSON.writer(printer)
                .writeValueAsString(data)
                .replaceAll("LLM Bench for Gatling [^\"]+", "LLM Bench for Gatling VERSION")
            + "\n";
    Path expected = Path.of(GOLDEN, "page", name + ".json");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(expected.getParent());
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }
}
