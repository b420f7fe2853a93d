package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** evalscope leaves the seed to chance; what was drawn repeats the run. */
class DrawnSeedTest {

  private static final String PROMPT_SEED = "prompt-seed";

  @ParameterizedTest
  @EnumSource(names = {"EVALSCOPE_1_1", "EVALSCOPE_1_14"})
  void theSeedThatIsKeptMakesTheSamePromptsAgainAndAnotherDoesNot(ToolVersion compat) {
    BenchOptions drawn = read(compat, Map.of());
    String kept = drawn.effective().getOrDefault(PROMPT_SEED, "none");
    String another = kept.equals("7") ? "8" : "7";
    List<String> prompts = prompts(drawn);
    assertThat(prompts).hasSize(3);
    assertThat(prompts(read(compat, Map.of("llm." + PROMPT_SEED, kept)))).isEqualTo(prompts);
    assertThat(prompts(read(compat, Map.of("llm." + PROMPT_SEED, another)))).isNotEqualTo(prompts);
  }

  private static BenchOptions read(ToolVersion compat, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("llm.compat", compat.label());
    properties.put("llm.number", "3");
    return new OptionsReader().read(new Sources(null, properties));
  }

  private static List<String> prompts(BenchOptions options) {
    return MadePrompts.of(options).measured().stream().map(Prompt::text).toList();
  }
}
