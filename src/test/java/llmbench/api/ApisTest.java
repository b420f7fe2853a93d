package llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.dataset.Audio;
import llmbench.dataset.Extras;
import llmbench.dataset.Prompt;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.EvalscopeUrl;
import llmbench.options.syntax.PythonJson;
import llmbench.options.table.Option;
import llmbench.timeline.AnswerType;
import llmbench.timeline.StreamTimeline;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every API keeps to, whichever it is. */
class ApisTest {

  private static final Prompt PROMPT =
      new Prompt(0, "hi", 1, 7)
          .with(Extras.NONE.with(new Audio("hi.wav", "audio/wav", new byte[] {'h', 'i'}, 0.5)));

  private static final String VECTORS =
      "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":[0.5,-1e-3]}],"
          + "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";

  private static final String CHAT =
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n";

  /** A whole answer of each under status 200; an API that isn't here has no test. */
  private static final Map<Backend, String> ANSWERS =
      Map.ofEntries(
          Map.entry(Backend.OPENAI_CHAT, CHAT),
          Map.entry(Backend.OPENAI, "data: {\"choices\":[{\"text\":\"a\"}]}\n\ndata: [DONE]\n\n"),
          Map.entry(
              Backend.OPENAI_RESPONSES,
              """
              data: {"type":"response.output_text.delta","delta":"a"}

              data: {"type":"response.completed","response":{}}

              """),
          Map.entry(Backend.OPENAI_AUDIO, CHAT),
          Map.entry(Backend.OPENAI_EMBEDDINGS, VECTORS),
          Map.entry(Backend.OPENAI_EMBEDDINGS_CHAT, VECTORS),
          Map.entry(Backend.OPENAI_EMBEDDINGS_CLIP, VECTORS),
          Map.entry(Backend.OPENAI_EMBEDDINGS_VLM2VEC, VECTORS),
          Map.entry(Backend.INFINITY_EMBEDDINGS, VECTORS),
          Map.entry(Backend.INFINITY_EMBEDDINGS_CLIP, VECTORS),
          Map.entry(Backend.VLLM_POOLING, VECTORS),
          Map.entry(Backend.VLLM_RERANK, "{\"results\":[{\"index\":0,\"relevance_score\":0.5}]}"));

  static List<Api> apis() {
    return Apis.ALL;
  }

  @Test
  void eachBackendHasOneAndEachOfThemAnExample() {
    assertThat(apis()).extracting(Api::backend).containsExactly(Backend.values());
    assertThat(ANSWERS.keySet()).containsExactlyInAnyOrder(Backend.values());
    assertThat(Arrays.stream(Backend.values()).flatMap(each -> each.names(Tool.VLLM).stream()))
        .doesNotHaveDuplicates();
    for (Backend backend : Backend.values()) {
      for (Tool tool : Tool.values()) {
        assertThat(backend.ends(tool).isEmpty()).isEqualTo(backend.names(tool).isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("apis")
  void itsTypeSaysWhichToolsHaveIt(Api api) {
    Backend backend = api.backend();
    assertThat(api instanceof VllmApi).isEqualTo(!backend.names(Tool.VLLM).isEmpty());
    assertThat(api instanceof EvalscopeApi).isEqualTo(!backend.names(Tool.EVALSCOPE).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void everyNameThatIsHonouredHasOne(ToolVersion version) {
    boolean vllm = version.tool() == Tool.VLLM;
    Option option = Objects.requireNonNull(Catalog.find(version, vllm ? "backend" : "api"));
    List<String> honoured = option.accepted().isEmpty() ? option.choices() : option.accepted();
    assertThat(Backend.allNames(version.tool())).containsAll(honoured);
    if (version == version.tool().newest()) {
      assertThat(honoured).containsExactlyInAnyOrderElementsOf(Backend.allNames(version.tool()));
    }
    Backend.allNames(Tool.VLLM).forEach(name -> assertThat(Apis.named(name)).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("apis")
  void itsOwnPathIsTakenForItAndNoOther(Api api) {
    Backend backend = api.backend();
    EvalscopeUrl url =
        Objects.requireNonNull(EvalscopeUrl.read("http://h" + backend.defaultEndpoint()));
    for (String name : backend.names(Tool.EVALSCOPE)) {
      assertThat(Backend.of(name, url)).contains(backend);
    }
    for (ToolVersion version : versions(api)) {
      assertThat(options(api, version).target().endpoint()).isEqualTo(backend.defaultEndpoint());
    }
    Assertions.assertThatThrownBy(
            () -> read(ToolVersion.standard(), vllmLine(backend, "/v1/elsewhere")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "expected a path that ends with " + Enumeration.or(backend.ends(Tool.VLLM)));
  }

  @ParameterizedTest
  @MethodSource("apis")
  void everyVersionOfBothToolsSendsWhatNamesTheModelAndAsksForTheAnswerThatIsRead(Api api) {
    for (ToolVersion version : versions(api)) {
      BenchOptions options = options(api, version);
      assertThat(Apis.of(options.target().backend())).isSameAs(api);
      assertThat(api.whyNot(PROMPT)).isEmpty();
      Body body =
          version.tool() == Tool.VLLM
              ? Apis.vllm(api.backend()).vllm(new VllmRun(options, "m"), PROMPT)
              : Apis.evalscope(api.backend()).evalscope(new EvalscopeRun(options, "m"), PROMPT);
      if (body.contentType().equals("application/json")) {
        JsonNode json = PythonJson.required(body.text());
        assertThat(json.path("model").asText()).isEqualTo("m");
      } else {
        assertThat(body.contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(body.text()).contains("name=\"model\"\r\n\r\nm\r\n");
      }
      assertThat(body.text()).contains("hi");
      assertThat(type(api)).isEqualTo(api.answers(body).askedForBy(body.bytes()));
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
        .isEqualTo(api.backend().hasTokens() && type(api) == AnswerType.STREAM);
  }

  @ParameterizedTest
  @MethodSource("apis")
  void everyVersionOfVllmHasItsDefinitions(Api api) {
    assertThat(Stream.of(ToolVersion.values()).filter(version -> version.tool() == Tool.VLLM))
        .allSatisfy(version -> assertThat(api.dialect(version)).isNotNull());
  }

  /** Those that have it. */
  private static List<ToolVersion> versions(Api api) {
    return Stream.of(ToolVersion.values())
        .filter(
            version -> {
              boolean vllm = version.tool() == Tool.VLLM;
              Option option =
                  Objects.requireNonNull(Catalog.find(version, vllm ? "backend" : "api"));
              List<String> taken =
                  option.accepted().isEmpty() ? option.choices() : option.accepted();
              return api.backend().names(version.tool()).stream().anyMatch(taken::contains);
            })
        .toList();
  }

  private static StreamTimeline read(Api api, byte[] answer) {
    StreamTimeline timeline = new StreamTimeline(0, api.answers(Body.json("{}")));
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
                + backend.names(Tool.EVALSCOPE).get(0)
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
