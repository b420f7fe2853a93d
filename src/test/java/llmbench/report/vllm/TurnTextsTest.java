package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.metrics.conversations.RustTurnFigures;
import llmbench.metrics.conversations.ScriptTurnFigures;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What vLLM's clients print of conversations, beside what they printed for the same figures. */
class TurnTextsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/multi_turn");
  private static final VllmFigures NOTHING =
      VllmFigures.of(List.of(), MeasuredTime.of(1), Goodput.NONE);

  /** A golden; its name in reports. */
  record Case(JsonNode golden) {
    @Override
    public String toString() {
      return golden.path("name").asText();
    }
  }

  static Stream<Case> blocks() {
    return cases("blocks_0.33.json");
  }

  /** What is made is printed elsewhere here, and how long a warm-up step takes nowhere. */
  static Stream<Case> tables() {
    return cases("tables_0.32.json").filter(each -> each.golden().path("generation").isNull());
  }

  private static Stream<Case> cases(String file) {
    try {
      JsonNode all = new ObjectMapper().readTree(GOLDEN.resolve(file).toFile()).path("cases");
      return StreamSupport.stream(all.spliterator(), false).map(Case::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCaseIsThere() {
    assertThat(blocks()).hasSize(2);
    assertThat(tables()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void theRustClientsBlockIsItsOwn(Case each) {
    JsonNode result = each.golden().path("result");
    RustTurnFigures figures =
        new RustTurnFigures(
            result.path("conversations_completed").asInt(),
            result.path("conversations_failed").asInt(),
            result.path("avg_turns_completed").asDouble(),
            result.path("avg_conversation_duration_ms").asDouble(),
            NOTHING,
            List.of());
    double seconds = result.path("duration").asDouble();
    List<RustTurnText.Group> turns = new ArrayList<>();
    result.path("per_turn_metrics").forEach(turn -> turns.add(group(turn, seconds)));
    RustTurnText.Asked asked =
        new RustTurnText.Asked(
            result.path("turns_per_conversation").asInt(),
            result.path("multi_turn_concurrency").asInt(),
            result.path("inter_turn_delay_ms").asInt(),
            List.of());
    assertThat(RustTurnText.of(figures, asked, group(result, seconds), turns))
        .isEqualTo(each.golden().path("printed").asText());
  }

  private static RustTurnText.Group group(JsonNode json, double seconds) {
    List<RustTurnText.Spread> spreads = new ArrayList<>();
    for (Metric metric : Metric.VLLM) {
      Map<String, Double> percentiles = new LinkedHashMap<>();
      String end = "_" + metric.name() + "_ms";
      json.properties().stream()
          .filter(field -> field.getKey().matches("p[\\d.]+" + end))
          .forEach(
              field ->
                  percentiles.put(
                      field.getKey().replace(end, "").replace('p', 'P'),
                      field.getValue().asDouble()));
      spreads.add(
          new RustTurnText.Spread(
              metric.heading(),
              metric.label(),
              json.path("mean" + end).asDouble(),
              json.path("median" + end).asDouble(),
              percentiles));
    }
    return new RustTurnText.Group(
        json.path("completed").asInt(),
        json.path("failed").asInt(),
        json.path("total_input_tokens").asLong(),
        json.path("total_output_tokens").asLong(),
        seconds,
        spreads);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theScriptsTableIsItsOwn(Case each) {
    JsonNode golden = each.golden();
    Map<String, String> parameters = new LinkedHashMap<>();
    golden
        .path("params")
        .properties()
        .forEach(
            field ->
                parameters.put(
                    field.getKey(),
                    field.getValue().isNull() ? "None" : field.getValue().asText()));
    List<Double> leftOut = new ArrayList<>();
    golden.path("warmup").forEach(share -> leftOut.add(share.asDouble()));
    List<ScriptTurnFigures.Row> rows = new ArrayList<>();
    golden.path("stats").forEach(row -> rows.add(row(row)));
    List<ScriptTurnFigures> figures = ScriptTurnFigures.of(rows, leftOut);
    assertThat(ScriptTurnText.of(parameters, figures, rows.size()))
        .isEqualTo(golden.path("printed").asText().replaceAll("\n\n$", "\n"));
  }

  private static ScriptTurnFigures.Row row(JsonNode row) {
    return new ScriptTurnFigures.Row(
        row.path(0).asDouble(),
        row.path(1).asDouble(),
        row.path(2).asDouble(),
        row.path(3).asDouble(),
        row.path(4).asInt(),
        row.path(5).asInt(),
        row.path(6).asInt(),
        row.path(7).asInt());
  }
}
