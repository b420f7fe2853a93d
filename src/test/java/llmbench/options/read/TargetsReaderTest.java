package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.WeightedModels;
import llmbench.options.echo.RepeatCommand;
import llmbench.options.recorded.ReportOptions;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several servers and models in one run. */
class TargetsReaderTest {

  private static final String SERVE = "vllm bench serve --model m ";
  private static final String URLS = "http://a:8000 http://b:8000";
  private static final String PERF = "evalscope perf --model m --prompt p ";

  @ParameterizedTest
  @ValueSource(strings = {SERVE, PERF})
  void modelsHaveTheirWeights(String line) {
    BenchOptions options = Reading.both(line, "models", "org/big=3 'a=b'=0.5 small=1e0");
    assertThat(options.model().models())
        .contains(new WeightedModels(Map.of("org/big", 3.0, "a=b", 0.5, "small", 1.0)));
    assertThat(options.model().id()).isEqualTo("m");
    assertThat(options.effective()).containsEntry("models", "org/big=3 a=b=0.5 small=1e0");
    assertThat(Reading.bench(line).model().models()).isEqualTo(Optional.empty());
    assertThat(Reading.bench(line).effective()).doesNotContainKey("models");
  }

  @Test
  void aConversationIsOneModels() {
    assertThat(
            Reading.problems(
                "evalscope perf --model m --url http://a/v1/chat/completions --multi-turn --dataset"
                    + " random_multi_turn --max-turns 2 --tokenizer-path bundled",
                "models",
                "big=1 small=2"))
        .contains("all turns of a conversation name one model; leave it out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"big=0", "big=-1", "big=inf", "big=nan", "big", "=3", "big=", "big=3 small=x"})
  void aWeightIsAFiniteNumberAbove0(String models) {
    assertThat(Reading.problems(SERVE, "models", models))
        .contains("llm.models", "expected NAME=WEIGHT, WEIGHT a finite number above 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {SERVE, PERF})
  void serversTakeTurns(String line) {
    BenchOptions options = Reading.both(line, "base-urls", "http://a:8000/ https://b/prefix");
    assertThat(options.target().inTurn())
        .containsExactly(URI.create("http://a:8000"), URI.create("https://b/prefix"));
    assertThat(options.target().baseUrl()).isEqualTo(URI.create("http://a:8000"));
    assertThat(options.effective())
        .containsEntry("base-urls", "http://a:8000/ https://b/prefix")
        .doesNotContainKeys("base-url", "host", "port");
    assertThat(ReportOptions.ofRun(options.effective(), Map.of()).target().server())
        .isEqualTo("http://a:8000/, https://b/prefix");
  }

  @Test
  void oneServerTakesNoTurns() {
    BenchOptions options = Reading.both(SERVE, "base-urls", "http://a:8000");
    assertThat(options.target().inTurn()).isEmpty();
    assertThat(options.target().baseUrl()).isEqualTo(URI.create("http://a:8000"));
    assertThat(ReportOptions.ofRun(options.effective(), Map.of()).target().server())
        .isEqualTo("http://a:8000/v1/completions");
  }

  @Test
  void theyNameAServerSoNoneIsSimulated() {
    assertThat(Reading.properties("base-urls", URLS).target().simulated()).isFalse();
    assertThat(Reading.problems(SERVE, "base-urls", URLS, "server", "simulated"))
        .contains("the simulated server is one; leave out -Dllm.server=simulated");
  }

  @Test
  void evalscopesUrlSaysThePathAndIsOneOfThem() {
    String line = PERF + "--url http://b:8000/v1/completions";
    BenchOptions.Target target = Reading.both(line, "base-urls", URLS).target();
    assertThat(target.endpoint()).isEqualTo("/v1/completions");
    assertThat(target.baseUrl()).isEqualTo(URI.create("http://a:8000"));
    assertThat(Reading.problems(PERF + "--url http://c/v1/completions", "base-urls", URLS))
        .contains("--url is at none of these servers; only its path is taken");
  }

  /** What is written in run.json repeats the run. */
  @ParameterizedTest
  @ValueSource(strings = {SERVE, PERF})
  void theCommandThatRepeatsTheRunHasThem(String line) {
    BenchOptions options = Reading.both(line, "base-urls", URLS, "models", "big=3 small=1");
    assertThat(RepeatCommand.of(options.effective()))
        .contains("-Dllm.base-urls='" + URLS + "'", "-Dllm.models='big=3 small=1'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:8000", "http://a http://", "http://user:pw@a", "http://a?k=1", "''"})
  void aServerIsAUrlWithoutCredentials(String urls) {
    assertThat(Reading.problems(SERVE, "base-urls", urls))
        .contains("expected http or https URLs without query and without credentials")
        .doesNotContain("pw");
  }

  @Test
  void nothingElseNamesAServer() {
    assertThat(Reading.problems(SERVE, "base-urls", "http://a:1 http://b:1 http://a:1/"))
        .contains("names http://a:1 twice; requests go to each in turn");
    for (String option : List.of("--base-url http://a:8000", "--host a", "--port 1")) {
      assertThat(Reading.problems(SERVE + option, "base-urls", URLS))
          .contains(option.split(" ", 2)[0] + " names a server, too; leave it out");
    }
    assertThat(Reading.problems(SERVE + "--profile", "base-urls", URLS))
        .contains("--profile starts and stops the profiler of one server");
  }

  @Test
  void aModelHasOneWeight() {
    assertThat(Reading.problems(SERVE, "models", "big=3 small=1 big=2"))
        .contains("llm.models", "names big twice; give it one weight");
  }

  @Test
  void nothingElseNamesModels() {
    assertThat(Reading.problems(SERVE + "--lora-modules l1 l2", "models", "big=3 small=1"))
        .contains("--lora-modules names the models, too; leave one of the two out");
    assertThat(
            Reading.problems(
                SERVE + "--extra-body '{\"model\": \"x\"}'", "models", "big=3 small=1"))
        .contains("--extra-body puts another model into every body");
    assertThat(
            Reading.problems(PERF + "--extra-args '{\"model\": \"x\"}'", "models", "big=3 small=1"))
        .contains("--extra-args puts another model into every body");
    assertThat(
            Reading.problems(
                "evalscope perf --dataset workload_trace --dataset-path t.jsonl --url"
                    + " http://h:1/v1/chat/completions",
                "models",
                "big=3 small=1"))
        .contains("the requests of workload_trace name their own; leave it out");
  }
}
