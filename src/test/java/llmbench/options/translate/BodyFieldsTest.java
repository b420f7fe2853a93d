package llmbench.options.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tool's options beside the JSON that the other merges into its bodies. */
class BodyFieldsTest {

  private static final String VLLM = "vllm bench serve --model m ";
  private static final String PERF = "evalscope perf --model m --dataset random ";

  /** Fields as JSON may have them, an option's value that is the same, and one that isn't. */
  private static final Map<String, List<String>> CASES =
      Map.of(
          "ignore-eos", List.of("false", "false", "true"),
          "min-p", List.of("0", "0.0", "0.5"),
          "presence-penalty", List.of("1", "1", "1.5"),
          "min-tokens", List.of("2.0", "2", "3"),
          "n-choices", List.of("2", "02", "3"),
          "stop", List.of("[\"a\"]", "a", "b"),
          "stop-token-ids", List.of("[\"7\"]", "7", "8"));

  static Set<String> bodyFields() {
    return BodyFields.FIELDS.keySet();
  }

  @ParameterizedTest
  @MethodSource("bodyFields")
  void aFieldMayBeInTheBodyAlreadyIfItIsTheSameNumberOrSwitch(String name) {
    List<String> values = Objects.requireNonNull(CASES.get(name), name);
    boolean isVllms = Catalog.find(ToolVersion.VLLM_0_32, name) != null;
    String line = isVllms ? PERF : VLLM;
    String body = isVllms ? "extra-args" : "extra-body";
    String json = "{\"" + BodyFields.FIELDS.get(name) + "\": " + values.get(0) + "}";
    assertThat(Reading.both(line, body, json, name, values.get(1)).effective()).containsKey(body);
    assertThat(Reading.problems(line, body, json, name, values.get(2)))
        .contains("-Dllm." + body + " and -Dllm." + name)
        .endsWith(": the same option with different values; leave one out");
  }

  @Test
  void aNumberThatIsNoneIsAnotherThanTheOptions() {
    for (String none : List.of("NaN", "Infinity", "1e999", "\"1\"", "true", "null")) {
      assertThat(Reading.problems(PERF, "extra-args", "{\"min_p\": " + none + "}", "min-p", "1"))
          .as(none)
          .endsWith(": the same option with different values; leave one out");
    }
  }
}
