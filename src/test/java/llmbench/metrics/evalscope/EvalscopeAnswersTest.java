package llmbench.metrics.evalscope;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.api.Api;
import llmbench.api.Apis;
import llmbench.api.Body;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.TokenCounters;
import llmbench.options.Backend;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripted answers of each endpoint, read by our readers, and what the tool's plugins made of the
 * same bytes at the same times.
 */
class EvalscopeAnswersTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/api_answers_1.14.json");

  private static final Map<String, Backend> APIS =
      Map.of(
          "openai_responses", Backend.OPENAI_RESPONSES,
          "openai_embedding", Backend.OPENAI_EMBEDDINGS,
          "openai_rerank", Backend.VLLM_RERANK,
          "openai", Backend.OPENAI_CHAT);

  /** Where we differ, and why. */
  private static final Map<String, String> UNLIKE =
      Map.of(
          "responses: connection reset", "the tool keeps no latency of what broke",
          "rerank: results not a list of objects", "an exception there, and scores here");

  static Stream<Arguments> answers() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (JsonNode golden : new ObjectMapper().readTree(GOLDEN.toFile()).get("cases")) {
      String name = golden.get("name").asText();
      if (APIS.containsKey(golden.get("api").asText()) && !UNLIKE.containsKey(name)) {
        all.add(Arguments.of(name, golden));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void itsTimesAndTokensAreTheTools(String name, JsonNode golden) {
    Api api = Apis.of(requireNonNull(APIS.get(golden.get("api").asText())));
    EvalscopeDialect dialect = api.evalscopeDialect();
    JsonNode theirs = golden.get("result");
    RequestRecord record = dialect.ownRule().judge(record(golden, api));
    EvalscopeRequest request = dialect.request(record, new TokenCounters(any -> -1, text -> -1));
    RequestTimes times = request.times();
    assertThat(times.success()).isEqualTo(theirs.get("success").asBoolean());
    assertThat(request.streamed()).isEqualTo(theirs.get("is_stream").asBoolean());
    if (!times.success()) {
      return;
    }
    assertThat(times.latencySeconds()).isCloseTo(theirs.get("latency").asDouble(), within(1e-9));
    boolean silent = times.tokensCounted();
    if (!silent) {
      assertThat(times.inputTokens()).isEqualTo(theirs.get("prompt_tokens").asInt());
      assertThat(times.outputTokens()).isEqualTo(theirs.get("completion_tokens").asInt());
    }
    assertThat(request.cachedTokens().orElse(-1)).isEqualTo(theirs.get("cached").asInt(-1));
    if (dialect.isOfPooling()) {
      return;
    }
    assertThat(times.ttftSeconds()).isCloseTo(theirs.get("ttft").asDouble(), within(1e-9));
    List<Double> gaps = new ArrayList<>();
    theirs.get("gaps").forEach(gap -> gaps.add(gap.asDouble()));
    assertThat(times.gapsSeconds().size()).isEqualTo(gaps.size());
    for (int i = 0; i < gaps.size(); i++) {
      assertThat(times.gapsSeconds().get(i)).isCloseTo(gaps.get(i), within(1e-9));
    }
    if (!silent) {
      double perIteration = request.tokensPerIteration();
      assertThat(perIteration).isCloseTo(theirs.get("tokens_per_iter").asDouble(), within(1e-9));
    }
  }

  private static RequestRecord record(JsonNode golden, Api api) {
    AnswerForm form = api.answers(Body.json(golden.get("body").toString()));
    StreamTimeline timeline = new StreamTimeline(0, form);
    String type = golden.get("content_type").asText();
    boolean stream = type.startsWith("text/event-stream");
    boolean broke = false;
    long last = 0;
    StringBuilder whole = new StringBuilder();
    for (JsonNode event : golden.get("events")) {
      last = Math.round(event.get(0).asDouble() * 1e9);
      broke = event.get(1).isNull();
      if (broke) {
        continue;
      }
      byte[] bytes = event.get(1).asText().getBytes(StandardCharsets.UTF_8);
      if (stream) {
        timeline.read(bytes, 0, bytes.length, last);
      }
      whole.append(event.get(1).asText());
    }
    boolean readable = form.isWhole(type);
    if (!stream && readable) {
      timeline.whole(whole.toString().getBytes(StandardCharsets.UTF_8));
    }
    timeline.end();
    int status = golden.get("status").asInt();
    return new RequestRecord(
        0,
        "",
        "",
        7,
        9,
        0,
        last,
        Departure.AT_ONCE,
        status,
        0,
        !stream && !golden.at("/body/stream").asBoolean(),
        timeline.messages(),
        timeline.usage(),
        timeline.serverTimes(),
        timeline.finishReason(),
        timeline.text(),
        timeline.reasoning(),
        fault(timeline, status, broke, stream || readable));
  }

  private static @Nullable Fault fault(
      StreamTimeline timeline, int status, boolean broke, boolean readable) {
    if (status != 200) {
      return new Fault(FaultKind.HTTP_STATUS, "status " + status, "");
    }
    if (broke) {
      return new Fault(FaultKind.CUT, "cut", null, true);
    }
    return readable ? timeline.fault() : new Fault(FaultKind.CONTENT_TYPE, "another type", null);
  }
}
