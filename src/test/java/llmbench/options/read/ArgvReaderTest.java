package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.options.ToolVersion;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import llmbench.options.testing.OptionGoldens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines beside what the parser of the released vLLM 0.32.0 made of them. */
class ArgvReaderTest {

  /** A negative number with a point makes vLLM's own parser fail with an IndexError. */
  private static final Set<String> BETTER_HERE = Set.of("--top-p -0.5");

  @ParameterizedTest
  @MethodSource("lines")
  void wordsMeanWhatTheToolsParserTakesThemFor(JsonNode golden) {
    String line = golden.get("line").asText();
    Problems problems = new Problems();
    List<Given> given =
        new ArgvReader(FlagNames.ofLine(ToolVersion.VLLM_0_32), new Source.BenchLine(), problems)
            .read(ShellWords.split(line));
    if (BETTER_HERE.contains(line)) {
      assertThat(problems.isEmpty()).isTrue();
      return;
    }
    boolean refused = !problems.isEmpty() || given.stream().anyMatch(ArgvReaderTest::isWrong);
    assertThat(refused).as(line).isEqualTo(golden.has("error"));
    if (!refused) {
      assertThat(values(given)).as(line).isEqualTo(values(golden.get("given")));
    }
  }

  static List<JsonNode> lines() {
    return OptionGoldens.lines("parsed_vllm-0.32.jsonl");
  }

  private static boolean isWrong(Given given) {
    return given.option().arity() == Option.Arity.ONE
        && !given.option().type().fits().test(given.words().get(0));
  }

  /** What differs from the defaults, as the golden file has it. */
  private static Map<String, List<String>> values(List<Given> given) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Given one : given) {
      Option option = one.option();
      List<String> words = new ArrayList<>();
      one.words().forEach(word -> words.add(option.type().normal().apply(word)));
      values.put(option.name(), words);
      String standard = option.defaultIn(ToolVersion.VLLM_0_32);
      if (standard != null && option.type().same(standard, one.words().get(0))) {
        values.remove(option.name());
      }
    }
    return values;
  }

  private static Map<String, List<String>> values(JsonNode golden) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : golden.properties()) {
      List<String> words = new ArrayList<>();
      if (field.getValue().isArray()) {
        field.getValue().forEach(item -> words.add(item.asText()));
      } else if (field.getValue().isObject()) {
        words.add(PythonJson.dumps(field.getValue()));
      } else {
        words.add(field.getValue().asText());
      }
      values.put(field.getKey(), words);
    }
    return values;
  }
}
