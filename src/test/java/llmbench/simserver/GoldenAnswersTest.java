package llmbench.simserver;

import static llmbench.simserver.testing.SimClient.CHAT;
import static llmbench.simserver.testing.SimClient.COMPLETIONS;
import static llmbench.simserver.testing.SimClient.MODEL;
import static llmbench.simserver.testing.SimClient.chat;
import static llmbench.simserver.testing.SimClient.golden;
import static llmbench.simserver.testing.SimClient.masked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.testing.WordCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers beside those that vLLM 0.32 itself gave to the same requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenAnswersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROMPT =
      "{\"model\":\"" + MODEL + "\",\"prompt\":\"two words\",\"max_tokens\":";
  private static final String USAGE = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";

  private SimServer server;
  private SimClient client;

  @BeforeAll
  void start() {
    server = SimServer.start(config(false), new WordCounter());
    client = new SimClient(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static SimConfig config(boolean finishApart) {
    Timing timing = Timing.Fixed.ofMillis(0, 0);
    return new SimConfig("127.0.0.1", 0, List.of(MODEL), timing, 4096, finishApart, null, true);
  }

  @Test
  void chatStreamsAreVllms() throws Exception {
    String stream = client.post(CHAT, chat("\"max_completion_tokens\":6," + USAGE)).body();
    assertThat(masked(stream)).isEqualTo(masked(golden("vllm_0.32_chat.sse")));
  }

  @Test
  void completionsStreamsAreVllms() throws Exception {
    String stream = client.post(COMPLETIONS, PROMPT + "6," + USAGE + "}").body();
    assertThat(masked(stream)).isEqualTo(masked(golden("vllm_0.32_completions.sse")));
  }

  /** What vLLM 0.32 sent for one token without usage: the fingerprint is with the last token. */
  @Test
  void aStreamWithoutUsageHasItsFingerprintAtTheLastToken() throws Exception {
    String stream = client.post(CHAT, chat("\"max_tokens\":1,\"stream\":true"), "abc-1").body();
    assertThat(masked(stream))
        .isEqualTo(
            """
            data: {"id":"chatcmpl-abc-1","object":"chat.completion.chunk","created":TIME,\
            "model":"Qwen2.5-0.5B-Instruct","choices":[{"index":0,"delta":{"role":"assistant",\
            "content":""},"logprobs":null,"finish_reason":null}],"prompt_token_ids":null,\
            "prompt_text":null}

            data: {"id":"chatcmpl-abc-1","object":"chat.completion.chunk","created":TIME,\
            "model":"Qwen2.5-0.5B-Instruct","choices":[{"index":0,"delta":{"content":"TEXT"},\
            "logprobs":null,"finish_reason":"length","stop_reason":null,"token_ids":null}],\
            "system_fingerprint":"PRINT"}

            data: [DONE]

            """);
  }

  @Test
  void theFinishReasonMayComeApart() throws Exception {
    String together = client.post(CHAT, chat("\"max_tokens\":3," + USAGE)).body();
    try (SimServer apart = SimServer.start(config(true), new WordCounter())) {
      String stream = new SimClient(apart).post(CHAT, chat("\"max_tokens\":3," + USAGE)).body();
      List<String> messages = masked(stream).lines().filter(line -> !line.isEmpty()).toList();
      List<String> other = masked(together).lines().filter(line -> !line.isEmpty()).toList();
      assertThat(messages).hasSize(other.size() + 1);
      assertThat(messages.subList(0, 3)).isEqualTo(other.subList(0, 3));
      assertThat(messages.get(3)).isEqualTo(other.get(2));
      assertThat(messages.get(4)).isEqualTo(other.get(3).replace("\"TEXT\"", "\"\""));
      assertThat(messages.subList(5, 7)).isEqualTo(other.subList(4, 6));
    }
  }

  @Test
  void wholeAnswersAreVllms() throws Exception {
    assertThat(masked(client.post(CHAT, chat("\"max_tokens\":3")).body()))
        .isEqualTo(masked(golden("vllm_0.32_chat.json")));
    String unlimited = "{\"prompt\":\"two words\"}";
    assertThat(masked(client.post(COMPLETIONS, unlimited).body()))
        .isEqualTo(masked(golden("vllm_0.32_completions.json")));
  }

  @Test
  void anObjectIsAnsweredWhereOneIsAskedFor() throws Exception {
    String format = "\"max_tokens\":4,\"response_format\":{\"type\":\"json_object\"}";
    String text =
        JSON.readTree(client.post(CHAT, chat(format)).body())
            .at("/choices/0/message/content")
            .asText();
    assertThat(JSON.readTree(text).at("/answer").asText()).matches("( \\S+){2}");
    String stream = client.post(CHAT, chat(format + ",\"stream\":true")).body();
    assertThat(stream)
        .containsSubsequence("{\"content\":\"{\\\"answer\\\":\\\"\"}", "\"content\":\"\\\"}\"}");
  }

  @Test
  void modelsAreVllms() throws Exception {
    assertThat(masked(client.get("/v1/models").body()))
        .isEqualTo(masked(golden("vllm_0.32_models.json")));
  }

  @Test
  void metricsHaveVllmsNamesAndLabels() throws Exception {
    client.post(CHAT, chat("\"max_tokens\":2"));
    Stream<String> ours = series(client.get("/metrics").body());
    assertThat(series(golden("vllm_0.32_metrics.txt"))).containsAll(ours.toList());
  }

  /** Names and labels without values, and the comments. */
  private static Stream<String> series(String page) {
    return page.lines().map(line -> line.startsWith("#") ? line : line.replaceAll(" \\S+$", ""));
  }

  static Stream<Arguments> refusals() throws Exception {
    return golden("vllm_0.32_refusals.jsonl").lines().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatVllmRefusesIsRefusedInItsWords(String line) throws Exception {
    JsonNode real = JSON.readTree(line);
    String body = real.get("body").isNull() ? null : real.get("body").asText();
    HttpResponse<String> answer =
        client.send(real.get("method").asText(), real.get("path").asText(), body, "");
    assertThat(answer.body()).isEqualTo(real.get("answer").asText());
    assertThat(answer.statusCode()).isEqualTo(real.get("status").asInt());
  }
}
