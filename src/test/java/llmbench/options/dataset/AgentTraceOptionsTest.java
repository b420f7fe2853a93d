package llmbench.options.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import llmbench.options.BenchOptions;
import llmbench.options.echo.RepeatCommand;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentTraceOptionsTest {

  private static final Map<String, String> TRACE = Map.of("llm.trace", "t.jsonl");

  private static BenchOptions read(@Nullable String bench, Map<String, String> settings) {
    return new OptionsReader(() -> "bench-", () -> 1).read(new Sources(bench, settings));
  }

  private static Map<String, String> and(String name, String value) {
    Map<String, String> settings = new TreeMap<>(TRACE);
    settings.put(name, value);
    return settings;
  }

  @Test
  void aTraceIsAllOfTheLoadAndAsksForItsOwnLengths() {
    BenchOptions options = read(null, TRACE);
    assertThat(options.dataset().options())
        .isEqualTo(new AgentTraceOptions("t.jsonl", "llm-bench", 1, OptionalInt.empty()));
    assertThat(options.load().maxConcurrency()).isEmpty();
    assertThat(options.sampling().ignoreEos()).isTrue();
    assertThat(options.effective())
        .containsEntry("trace", "t.jsonl")
        .doesNotContainKeys("dataset-name", "num-prompts", "max-concurrency", "random-input-len");
  }

  @Test
  void aLineOfTheToolIsPlayedWithATrace() {
    Map<String, String> settings = new TreeMap<>(and("llm.trace-form", "mooncake"));
    settings.put("llm.trace-speed", "2.5");
    settings.put("llm.trace-block-size", "16");
    BenchOptions options = read("vllm bench serve --model m --backend openai", settings);
    assertThat(options.dataset().options())
        .isEqualTo(new AgentTraceOptions("t.jsonl", "mooncake", 2.5, OptionalInt.of(16)));
  }

  /** What a run's page shows, read again. */
  @Test
  void theCommandThatRepeatsARunAsksForTheSame() {
    BenchOptions options = read(null, and("llm.trace-speed", "2"));
    String command = RepeatCommand.of(options.effective());
    assertThat(command).contains("-Dllm.trace=t.jsonl -Dllm.trace-speed=2");
    String line = command.replaceAll(".*-Dbench='([^']*)'.*", "$1");
    assertThat(read(line, and("llm.trace-speed", "2")).effective())
        .containsAllEntriesOf(
            Map.of("trace", "t.jsonl", "trace-speed", "2.0", "ignore-eos", "true"));
  }

  @ParameterizedTest
  @CsvSource({
    "--dataset-name random, --dataset-name",
    "--num-prompts 5, --num-prompts",
    "--request-rate 5, --request-rate",
  })
  void whatElseSaysWhatIsSentOrWhenIsRefused(String flag, String said) {
    assertThatThrownBy(() -> read("vllm bench serve --model m " + flag, TRACE))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(said + " ")
        .hasMessageContaining(
            "a trace says itself what is sent and when, all of it; leave this out, or -Dllm.trace");
  }

  @Test
  void aLimitOfWhatIsUnderWayIsTaken() {
    BenchOptions options = read(null, and("llm.max-concurrency", "5"));
    assertThat(options.load().maxConcurrency()).hasValue(5);
    assertThat(options.effective()).containsEntry("max-concurrency", "5");
  }

  @Test
  void itsOptionsAreNothingWithoutIt() {
    assertThatThrownBy(() -> read(null, Map.of("llm.trace-speed", "2")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("-Dllm.trace-speed=2")
        .hasMessageContaining("belongs to -Dllm.trace=FILE; give that as well");
  }

  @Test
  void evalscopeHasNone() {
    assertThatThrownBy(() -> read("evalscope perf --model m --number 1", TRACE))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("-Dllm.trace");
  }
}
