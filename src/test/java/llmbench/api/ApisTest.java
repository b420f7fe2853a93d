package llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.EvalscopeUrl;
import llmbench.options.syntax.PythonJson;
import llmbench.timeline.AnswerType;
import llmbench.timeline.StreamTimeline;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every API keeps to, whichever it is. */
class ApisTest {

  private static final Prompt PROMPT = new Prompt(0, "hi", 1, 7);

  /** A whole answer of each under status 200; an API that isn't here has no test. */
  private static final Map<Backend, String> ANSWERS =
      Map.of(
          Backend.OPENAI_CHAT,
          "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n",
          Backend.OPENAI,
          "data: {\"choices\":[{\"text\":\"a\"}]}\n\ndata: [DONE]\n\n");

  static List<Api> apis() {
    return Apis.ALL;
  }

  @Test
  void eachBackendHasOneAndEachOfThemAnExample() {
    assertThat(apis()).extracting(Api::backend).containsExactly(Backend.values());
    assertThat(ANSWERS.keySet()).containsExactlyInAnyOrder(Backend.values());
    assertThat(Backend.allNames()).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Backend.values()).map(Backend::suffix)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyNameThatIsHonouredHasOne(ToolVersion version) {
    String option = version.tool() == Tool.VLLM ? "backend" : "api";
    List<String> honoured = Objects.requireNonNull(Catalog.find(version, option)).accepted();
    assertThat(version.tool() == Tool.VLLM ? Backend.allNames() : Backend.evalscopeApis())
        .isEqualTo(honoured);
    Backend.allNames().forEach(name -> assertThat(Apis.named(name)).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("apis")
  void itsOwnPathIsTakenForItAndNoOther(Api api) {
    Backend backend = api.backend();
    EvalscopeUrl url =
        Objects.requireNonNull(EvalscopeUrl.read("http://h" + backend.defaultEndpoint()));
    assertThat(Backend.evalscopeApis().stream().flatMap(name -> Backend.of(name, url).stream()))
        .containsExactly(backend);
    assertThat(options(api, ToolVersion.standard()).target().endpoint())
        .isEqualTo(backend.defaultEndpoint());
    Assertions.assertThatThrownBy(
            () -> read(ToolVersion.standard(), vllmLine(backend, "/v1/elsewhere")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("expected a path that ends with " + backend.suffix());
  }

  @ParameterizedTest
  @MethodSource("apis")
  void everyVersionOfBothToolsSendsJsonOfTheModelThatAsksForTheAnswerThatIsRead(Api api) {
    for (ToolVersion version : ToolVersion.values()) {
      BenchOptions options = options(api, version);
      assertThat(Apis.of(options.target().backend())).isSameAs(api);
      Body body =
          version.tool() == Tool.VLLM
              ? api.vllm(new VllmRun(options, "m"), PROMPT)
              : api.evalscope(new EvalscopeRun(options, "m"), PROMPT);
      assertThat(body.contentType()).isEqualTo("application/json");
      JsonNode json = PythonJson.required(body.text());
      assertThat(json.path("model").asText()).isEqualTo("m");
      assertThat(json.toString()).contains("hi");
      assertThat(type(api)).isEqualTo(api.answers().askedForBy(body.bytes()));
    }
  }

  @ParameterizedTest
  @MethodSource("apis")
  void itsAnswerIsASuccessAndHalfOfItIsNone(Api api) {
    byte[] answer = ANSWERS.getOrDefault(api.backend(), "").getBytes(StandardCharsets.UTF_8);
    assertThat(read(api, answer).fault()).isNull();
    StreamTimeline half = read(api, Arrays.copyOf(answer, answer.length / 2));
    assertThat(half.fault()).isNotNull();
    assertThat(read(api, answer).outputs() > 0)
        .isEqualTo(api.hasTokens() && type(api) == AnswerType.STREAM);
  }

  @ParameterizedTest
  @MethodSource("apis")
  void everyVersionOfVllmHasItsDefinitions(Api api) {
    assertThat(Stream.of(ToolVersion.values()).filter(version -> version.tool() == Tool.VLLM))
        .allSatisfy(version -> assertThat(api.dialect(version)).isNotNull());
  }

  private static StreamTimeline read(Api api, byte[] answer) {
    StreamTimeline timeline = new StreamTimeline(0, api.answers());
    if (type(api) == AnswerType.STREAM) {
      timeline.read(answer, 0, answer.length, 1);
    } else {
      timeline.whole(answer);
    }
    timeline.end();
    return timeline;
  }

  private static AnswerType type(Api api) {
    boolean stream = ANSWERS.getOrDefault(api.backend(), "").startsWith("data:");
    return stream ? AnswerType.STREAM : AnswerType.JSON;
  }

  private static BenchOptions options(Api api, ToolVersion version) {
    Backend backend = api.backend();
    String path = backend.defaultEndpoint();
    return read(
        version,
        version.tool() == Tool.VLLM
            ? vllmLine(backend, path)
            : "evalscope perf --model m --prompt p --api "
                + backend.evalscopeApi()
                + " --url http://h"
                + path);
  }

  private static String vllmLine(Backend backend, String endpoint) {
    return "vllm bench serve --model m --backend " + backend.label() + " --endpoint " + endpoint;
  }

  private static BenchOptions read(ToolVersion version, String line) {
    return new OptionsReader().read(new Sources(line, Map.of("llm.compat", version.label())));
  }
}
