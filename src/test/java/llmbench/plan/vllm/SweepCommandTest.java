package llmbench.plan.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.options.syntax.PythonJson;
import org.junit.jupiter.api.Test;

class SweepCommandTest {

  @Test
  void everyCommandIsDerivedWordByWordAsByTheTool() {
    for (JsonNode each : SweepGoldenTest.ALL.get("apply_to_command")) {
      ParameterSet set = ParameterFile.sets("[" + each.get("item") + "]").get(0);
      assertThat(SweepCommand.of(SweepGoldenTest.strings(each.get("cmd")), set))
          .as(each.get("item").toString())
          .isEqualTo(SweepGoldenTest.strings(each.get("result")));
      assertThat(set.name()).isEqualTo(each.get("name").textValue());
    }
  }

  @Test
  void namesAreMadeHarmlessAsByTheTool() {
    for (JsonNode each : SweepGoldenTest.ALL.get("sanitize_filename")) {
      assertThat(FolderName.harmless(each.get(0).textValue())).isEqualTo(each.get(1).textValue());
    }
    assertThat(FolderName.harmless("\"'q'\"")).isEqualTo("'q'");
  }

  @Test
  void parametersAreReadAsByTheToolAndWhatItRefusesIsRefused() {
    int refused = 0;
    for (JsonNode each : SweepGoldenTest.ALL.get("read_parameters")) {
      String json = each.get("json").toString();
      if (each.get("result").isTextual()) {
        refused++;
        assertThatThrownBy(() -> ParameterFile.sets(json))
            .as(json)
            .isInstanceOf(IllegalArgumentException.class);
      } else {
        List<String> sets = new ArrayList<>();
        each.get("result").forEach(set -> sets.add(PythonJson.dumps(set)));
        assertThat(ParameterFile.sets(json))
            .as(json)
            .extracting(ParameterSet::json)
            .isEqualTo(sets);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aValueThatTheCommandHasNoPlaceForIsRefused() {
    ParameterSet set = ParameterFile.sets("[{\"seed\": 3}]").get(0);
    assertThatThrownBy(() -> SweepCommand.of(List.of("vllm", "bench", "serve", "--seed"), set))
        .hasMessage("--seed has no value in the command that a value of seed could replace");
  }

  @Test
  void linkedValuesAreComparedAsPythonDoes() {
    assertThat(holds("4", "4.0")).isTrue();
    assertThat(holds("true", "1")).isTrue();
    assertThat(holds("[1, {\"a\": 2}]", "[true, {\"a\": 2.0}]")).isTrue();
    assertThat(holds("\"4\"", "4")).isFalse();
    assertThat(holds("null", "0")).isFalse();
    assertThat(holds("0.1", "0.10000000000000002")).isFalse();
  }

  private static boolean holds(String serve, String bench) {
    return new Link("a", "b")
        .holds(
            ParameterFile.sets("[{\"a\": " + serve + "}]").get(0),
            ParameterFile.sets("[{\"b\": " + bench + "}]").get(0));
  }
}
