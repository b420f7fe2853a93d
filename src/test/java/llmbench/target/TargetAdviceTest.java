package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetAdviceTest {

  private static final String VLLM = "vllm bench serve --backend openai-chat --endpoint ";
  private static final String PERF = "evalscope perf --model m --dataset random --url ";

  @Test
  void aVersionThatIsInTheUrlTwiceIsSaidWithWhereRequestsGo() {
    String odd =
        "--base-url ends with /v1 and --endpoint begins with it, so requests go to"
            + " http://h:1/v1/v1/chat/completions: leave one out unless you mean that.";
    TargetAdvice twice = vllm("/v1/chat/completions --base-url http://h:1/v1");
    assertThat(twice.oddity()).contains(odd);
    assertThat(twice.refused(404)).endsWith(odd);
    assertThat(twice.refused(400)).doesNotContain("/v1");
    assertThat(vllm("/v1/chat/completions --base-url http://h:1").oddity()).isEmpty();
    assertThat(vllm("/chat/completions --base-url http://h:1/v1").oddity()).isEmpty();
    assertThat(vllm("/v1/chat/completions --base-url http://h:1/xv1").oddity()).isEmpty();
  }

  @Test
  void theSimulatedServersUrlIsNotTheOneThatIsNamed() {
    String line = VLLM + "/v1/chat/completions --base-url http://h:1/v1";
    assertThat(advice(line, Map.of("llm.server", "simulated")).oddity()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "evalscope-1.14, http://h:1, http://h:1/v1/chat/completions",
    "evalscope-1.14, http://h:1/chat/completions, http://h:1/v1/chat/completions",
    "evalscope-1.14, http://h:1/api/, http://h:1/api/v1/chat/completions",
    "evalscope-1.1, http://h:1/, http://h:1/v1/chat/completions",
    "evalscope-1.1, http://h:1/v1, http://h:1/v1/chat/completions",
    "evalscope-1.1, http://h:1/v1/, http://h:1/v1/chat/completions",
    "evalscope-1.1, http://h:1/api/v1/chat?key=secret, http://h:1/api/v1/chat/completions"
  })
  void anEvalscopeUrlWithoutTheUsualPathIsCompletedInTheHint(
      String compat, String url, String meant) {
    TargetAdvice advice = advice(PERF + url, Map.of("llm.compat", compat));
    String check = "Check --url, --model and the sampling options.";
    assertThat(advice.refused(404)).isEqualTo(check + " Did you mean --url " + meant + "?");
    assertThat(advice.refused(405)).isEqualTo(advice.refused(404));
    assertThat(advice.refused(400)).isEqualTo(check);
  }

  @ParameterizedTest
  @CsvSource({"http://h:1/v1/chat/completions", "http://h:1/v1/completions"})
  void aUrlWithTheUsualPathIsNotCorrected(String url) {
    assertThat(advice(PERF + url, Map.of()).refused(404)).doesNotContain("Did you mean");
  }

  @Test
  void whoGaveNoKeyIsToldHowToGiveOneAndWhoDidToCheckIt() {
    String line = VLLM + "/v1/chat/completions";
    String check =
        "It does not accept the API key that was given: check it, and the server's address.";
    assertThat(advice(line, Map.of(), null).refused(401))
        .isEqualTo("No API key was given: set the environment variable OPENAI_API_KEY.");
    assertThat(advice(line, Map.of(), "sk-1").refused(401)).isEqualTo(check);
    assertThat(advice(line + " --header Authorization=mine", Map.of(), "").refused(401))
        .isEqualTo(check);
    assertThat(advice(PERF + "http://h", Map.of(), "sk-1").refused(401))
        .isEqualTo("No API key was given: give --api-key KEY.");
    assertThat(advice(PERF + "http://h --api-key k", Map.of(), null).refused(401)).isEqualTo(check);
  }

  @Test
  void flagsAreThoseOfTheLine() {
    assertThat(vllm("/v1/chat/completions").unreachable())
        .startsWith("Start it, or check --base-url or --host and --port. ");
    TargetAdvice perf = advice(PERF + "http://h", Map.of());
    assertThat(perf.unreachable())
        .isEqualTo(
            "Start it, or check --url. -Dllm.server=simulated runs against the simulated server.");
    assertThat(vllm("/v1/chat/completions").late())
        .endsWith("--ready-check-timeout-sec sets the time, 0 skips the check.");
    assertThat(perf.late())
        .endsWith("--total-timeout sets the time, --no-test-connection skips the check.");
    TargetAdvice older = advice(PERF + "http://h", Map.of("llm.compat", "evalscope-1.1"));
    assertThat(older.late()).endsWith("--connect-timeout sets the time.");
  }

  @Test
  void whoWaitsIsToldWhoseRuleItIsAndHowToShortenIt() {
    assertThat(vllm("/v1/chat/completions").shorterWait())
        .isEqualTo("; --ready-check-timeout-sec SECONDS shortens it, 0 skips the check");
    assertThat(advice(PERF + "http://h", Map.of()).shorterWait())
        .isEqualTo(
            ", as evalscope perf does; --total-timeout SECONDS shortens it (a limit of the run's"
                + " requests as well), --no-test-connection skips the check");
    assertThat(advice(PERF + "http://h", Map.of("llm.compat", "evalscope-1.1")).shorterWait())
        .contains("--connect-timeout SECONDS shortens it")
        .doesNotContain("skips");
  }

  private static TargetAdvice vllm(String endpoint) {
    return advice(VLLM + endpoint, Map.of());
  }

  private static TargetAdvice advice(String line, Map<String, String> properties) {
    return advice(line, properties, null);
  }

  private static TargetAdvice advice(
      String line, Map<String, String> properties, @Nullable String apiKey) {
    return TargetAdvice.of(new OptionsReader().read(new Sources(line, properties)), apiKey);
  }
}
