package llmbench.plan.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.options.syntax.PythonRepr;
import llmbench.plan.PlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --sla-params}, against what evalscope 1.14 makes of it. */
class SlaGrammarTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/sla_grammar_1.14.json");

  private static final Map<String, String> KINDS =
      Map.of(
          "SLALessThanOrEqualTo", "<=",
          "SLAGreaterThanOrEqualTo", ">=",
          "SLALessThan", "<",
          "SLAGreaterThan", ">",
          "SLAMax", "max",
          "SLAMin", "min");

  private static Stream<JsonNode> golden(String name) throws IOException {
    JsonNode all = new ObjectMapper().readTree(GOLDEN.toFile()).get(name);
    return StreamSupport.stream(all.spliterator(), false);
  }

  static Stream<JsonNode> criteria() throws IOException {
    return golden("criteria");
  }

  static Stream<JsonNode> params() throws IOException {
    return golden("params");
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void aConditionIsWhatTheToolTakesItFor(JsonNode golden) {
    SlaMetric metric = SlaMetric.labelled(golden.get("metric").asText()).orElseThrow();
    JsonNode value = golden.get("value");
    String text = PythonRepr.str(value);
    if (golden.has("error")) {
      assertThatThrownBy(() -> SlaCondition.of(text, metric))
          .isInstanceOf(PlanException.class)
          .hasMessage(golden.get("error").asText());
      return;
    }
    SlaCondition condition = SlaCondition.of(text, metric);
    assertThat(condition.kind().sign()).isEqualTo(KINDS.get(golden.get("kind").asText()));
    assertThat(condition.target()).isEqualTo(golden.get("target").asDouble());
    assertThat(condition.text()).isEqualTo(golden.get("text").asText());
  }

  @ParameterizedTest
  @MethodSource("params")
  void groupsAreWhatTheToolTakesThemFor(JsonNode golden) {
    String value = golden.get("value").asText();
    if (golden.has("error")) {
      assertThatThrownBy(() -> SlaParams.of(value))
          .isInstanceOf(PlanException.class)
          .hasMessage(golden.get("error").asText().replace("ValueError: ", ""));
      return;
    }
    assertThat(SlaParams.of(value).groups().stream().map(SlaGrammarTest::texts))
        .containsExactlyElementsOf(
            StreamSupport.stream(golden.get("groups").spliterator(), false)
                .map(SlaGrammarTest::texts)
                .toList());
  }

  private static Map<String, String> texts(SlaGroup group) {
    Map<String, String> texts = new LinkedHashMap<>();
    group.conditions().forEach((metric, each) -> texts.put(metric.label(), each.text()));
    return texts;
  }

  private static Map<String, String> texts(JsonNode group) {
    Map<String, String> texts = new LinkedHashMap<>();
    group.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  @Test
  void everyMetricOfTheToolIsKnownAndNoOther() throws IOException {
    JsonNode fields = new ObjectMapper().readTree(GOLDEN.toFile()).get("metric_fields");
    fields
        .properties()
        .forEach(
            field -> {
              SlaMetric metric = SlaMetric.labelled(field.getKey()).orElseThrow();
              assertThat(field.getValue().asText()).endsWith("(" + metric.unit() + ")");
            });
    assertThat(SlaMetric.values()).hasSize(fields.size());
  }
}
