package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options mean, and which are refused, with the endpoint that they are given with. */
class EndpointOptionsTest {

  private static final String EVALSCOPE = "evalscope perf --model m --prompt p ";

  private static BenchOptions vllm(Backend backend, String compat, String more) {
    return read(line(backend) + more, compat);
  }

  private static String line(Backend backend) {
    return "vllm bench serve --model m --backend "
        + backend.label()
        + " --endpoint "
        + backend.defaultEndpoint()
        + " ";
  }

  private static BenchOptions read(String line, String compat) {
    return new OptionsReader().read(new Sources(line, Map.of("llm.compat", compat)));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatGeneratesByRandomPromptsIgnoresTheEnd(Backend backend) {
    boolean generates = backend.work() == Backend.Work.GENERATION;
    assertThat(vllm(backend, "vllm-0.33", "").sampling().ignoreEos()).isEqualTo(generates);
    assertThat(vllm(backend, "vllm-0.33", "--ignore-eos").sampling().ignoreEos()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void optionsOfSamplingAreSentIgnoredOrRefused(Backend backend) {
    String more = "--temperature 0.5 --extra-body '{\"x\": 1}'";
    switch (backend.work()) {
      case GENERATION ->
          assertThat(vllm(backend, "vllm-0.33", more).sampling().extraBody())
              .isEqualTo("{\"temperature\": 0.5, \"x\": 1}");
      case POOLING ->
          assertThat(vllm(backend, "vllm-0.33", more).sampling().extraBody())
              .isEqualTo("{\"x\": 1}");
      case SPEECH ->
          assertThatThrownBy(() -> vllm(backend, "vllm-0.33", more))
              .isInstanceOf(OptionsException.class)
              .hasMessageContaining("--temperature 0.5")
              .hasMessageContaining("leave it out, or put it into --extra-body");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vllm-0.33 |                                       | e2el",
        "vllm-0.32 | --percentile-metrics ''               | e2el",
        "vllm-0.33 | --percentile-metrics ttft,e2el        | ttft,e2el",
        "vllm-0.11 |                                       | ttft,tpot,itl",
      })
  void whatHasNoTokensHasTheEndToEndLatencyByDefault(String compat, String more, String metrics) {
    BenchOptions options = vllm(Backend.OPENAI_EMBEDDINGS, compat, more == null ? "" : more);
    assertThat(String.join(",", options.figures().metrics())).isEqualTo(metrics);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p99_ttft<=1s", "mean_true_itl<1ms", "output_throughput>1"})
  void limitsOnTokensAreRefusedWhereThereAreNone(String slo) {
    Map<String, String> settings = Map.of("llm.slo", slo, "llm.compat", "vllm-0.33");
    Sources sources = new Sources(line(Backend.VLLM_RERANK), settings);
    assertThatThrownBy(() -> new OptionsReader().read(sources))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("-Dllm.slo=")
        .hasMessageContaining("vllm-rerank (documents ranked for a query) have none")
        .hasMessageContaining("limit mean_e2el or p99_e2el instead");
    Sources evalscope =
        new Sources(
            EVALSCOPE + "--api embedding --url http://h/v1",
            Map.of("llm.slo", slo, "llm.compat", "evalscope-1.14"));
    assertThatThrownBy(() -> new OptionsReader().read(evalscope))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("have none");
  }

  @Test
  void limitsOnRequestsAreRefusedLikewise() {
    assertThatThrownBy(() -> vllm(Backend.VLLM_POOLING, "vllm-0.33", "--goodput ttft:1 e2el:9"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("ttft is a time of tokens")
        .hasMessageContaining("limit e2el instead");
    assertThat(vllm(Backend.VLLM_POOLING, "vllm-0.33", "--goodput e2el:9").figures().goodput())
        .isEqualTo(Map.of("e2el", 9.0));
  }

  @Test
  void theOldestVersionGoesByThePathOfEmbeddings() {
    String chat = "vllm bench serve --model m --backend openai-chat --endpoint /v1/embeddings";
    assertThat(read(chat, "vllm-0.11").target().backend()).isEqualTo(Backend.OPENAI_EMBEDDINGS);
    assertThatThrownBy(() -> read(chat, "vllm-0.33"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("expected a path that ends with chat/completions");
  }

  @ParameterizedTest
  @EnumSource
  void theSimulatedServerHasEachOnItsOwnPath(Backend backend) {
    Map<String, String> vllm = Map.of("llm.backend", backend.label(), "llm.compat", "vllm-0.33");
    BenchOptions options = new OptionsReader().read(new Sources(null, vllm));
    assertThat(options.target().endpoint()).isEqualTo(backend.defaultEndpoint());
    for (String api : backend.names(Tool.EVALSCOPE)) {
      Map<String, String> evalscope = Map.of("llm.api", api, "llm.compat", "evalscope-1.14");
      BenchOptions simulated = new OptionsReader().read(new Sources(null, evalscope));
      assertThat(simulated.target().simulated()).isTrue();
      assertThat(Backend.suffixes(api)).anyMatch(simulated.target().endpoint()::endsWith);
    }
  }

  @Test
  void tokenIdsAreNoneOfTheResponses() {
    assertThatThrownBy(
            () ->
                read(
                    EVALSCOPE
                        + "--api responses --url http://h/v1 --tokenizer-path t --tokenize-prompt",
                    "evalscope-1.14"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("has no token ids for the Responses API");
  }

  @Test
  void whatHasNoTokensIsNotTriedBefore() {
    String line = EVALSCOPE + "--api rerank --url http://h/v1";
    assertThat(read(line, "evalscope-1.14").startup().readyCheckTimeoutSec()).isZero();
  }
}
