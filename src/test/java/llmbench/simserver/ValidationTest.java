package llmbench.simserver;

import static llmbench.simserver.testing.SimClient.CHAT;
import static llmbench.simserver.testing.SimClient.COMPLETIONS;
import static llmbench.simserver.testing.SimClient.MODEL;
import static llmbench.simserver.testing.SimClient.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.testing.WordCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, what is not, and what becomes of how many tokens were asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MODEL_LEN = 4096;

  private SimServer server;
  private SimClient client;

  @BeforeAll
  void start() {
    server = SimServer.start(config(null), new WordCounter());
    client = new SimClient(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static SimConfig config(@Nullable String key) {
    Timing timing = Timing.Fixed.ofMillis(0, 0);
    return new SimConfig("127.0.0.1", 0, List.of(MODEL), timing, MODEL_LEN, false, key, true);
  }

  /** Where the words are our own: vLLM's depend on Python's JSON reader and its list of types. */
  static Stream<Arguments> refusalsInOurWords() {
    return Stream.of(
        Arguments.of(CHAT, "{", "{'type': 'json_invalid', 'loc': 'body.1', 'msg': 'JSON decode"),
        Arguments.of(CHAT, "{\"messages\":[{\"content\":\"x\"}]}", "body.messages.0.role"),
        Arguments.of(CHAT, "{\"messages\":[7]}", "body.messages.0'"),
        Arguments.of(
            CHAT, "{\"messages\":[{\"role\":\"user\",\"content\":7}]}", "body.messages.0.content"),
        Arguments.of(CHAT, chat("\"n\":2"), "one choice a request, not n=2"),
        Arguments.of(COMPLETIONS, "{\"prompt\":[\"a\",\"b\"]}", "one prompt a request, not 2"),
        Arguments.of(COMPLETIONS, "{\"prompt\":[1,\"b\"]}", "body.prompt.1"),
        Arguments.of("/tokenize", "{\"prompt\":7}", "body.prompt"));
  }

  @ParameterizedTest
  @MethodSource("refusalsInOurWords")
  void otherBadRequestsAreRefusedInVllmsShape(String path, String body, String message)
      throws Exception {
    HttpResponse<String> answer = client.post(path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(answer.body()).get("error");
    assertThat(error.get("message").asText()).contains(message);
    assertThat(error.get("code").asInt()).isEqualTo(400);
    assertThat(error.get("type").asText()).isIn("Bad Request", "BadRequestError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"max_tokens\":\"7\"",
        "\"max_tokens\":7.0",
        "\"max_tokens\":3,\"max_completion_tokens\":7",
        "\"max_tokens\":7,\"max_completion_tokens\":null",
        "\"max_tokens\":7,\"ignore_eos\":true,\"temperature\":0,\"top_p\":1,\"n\":1,\"seed\":5"
      })
  void whatVllmTakesIsTaken(String fields) throws Exception {
    assertThat(usage(client.post(CHAT, chat(fields)))).isEqualTo("31+7");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"role\":\"user\"}', 29",
    "'{\"role\":\"user\",\"content\":null}', 29",
    "'{\"role\":\"wizard\",\"content\":\"x\"}', 30",
    "'{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},\"b c\"]}', 32"
  })
  void messagesOfAllShapesAreCounted(String message, int tokens) throws Exception {
    String body = "{\"messages\":[" + message + "],\"max_tokens\":1}";
    assertThat(usage(client.post(CHAT, body))).isEqualTo(tokens + "+1");
  }

  /** As vLLM 0.32 did with 4,092 tokens of prompt, 4,096 and more, and a model of 4,096. */
  @ParameterizedTest
  @CsvSource({
    "4092, 50, 4092+4",
    "4092, 4, 4092+4",
    "4095, 1, 4095+1",
    "3, 4093, 3+4093",
    "3, 4096, 3+4093"
  })
  void anAnswerIsCutToWhatThePromptLeaves(int prompt, int asked, String expected) throws Exception {
    String limit = ",\"max_tokens\":" + asked + "}";
    String ids = "{\"prompt\":" + Collections.nCopies(prompt, 5) + limit;
    assertThat(usage(client.post(COMPLETIONS, ids))).isEqualTo(expected);
    String text = "{\"prompt\":\"" + "w ".repeat(prompt) + "\"" + limit;
    assertThat(usage(client.post(COMPLETIONS, text))).isEqualTo(expected);
  }

  @Test
  void aPromptThatLeavesNothingIsRefused() throws Exception {
    String full = "{\"prompt\":" + Collections.nCopies(MODEL_LEN, 5) + ",\"max_tokens\":50}";
    assertThat(client.post(COMPLETIONS, full).body())
        .isEqualTo(
            """
            {"error":{"message":"max_tokens must be at least 1, got 0. (parameter=max_tokens,\
             value=0)","type":"BadRequestError","param":"max_tokens","code":400}}""");
    String over = "{\"prompt\":\"" + "w ".repeat(5_000) + "\",\"max_tokens\":5,\"stream\":true}";
    assertThat(client.post(COMPLETIONS, over).body())
        .isEqualTo(
            "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens. However,"
                + " your prompt contains at least 4097 input tokens, which exceeds this limit even"
                + " without any output tokens. Please reduce the length of the input prompt."
                + " (parameter=input_tokens, value=4097)\",\"type\":\"BadRequestError\",\"param\":"
                + "\"input_tokens\",\"code\":400}}");
  }

  @Test
  void withoutALimitAChatStopsByItself() throws Exception {
    String body = client.post(CHAT, chat("\"stream\":false")).body();
    assertThat(body).contains("\"finish_reason\":\"stop\"").contains("\"completion_tokens\":128,");
  }

  @Test
  void onlyJsonIsRead() throws Exception {
    String answer = post(server, "Content-Type", "text/plain").body();
    assertThat(answer)
        .isEqualTo(
            "{\"error\":{\"message\":\"1 validation error:\\n  Unsupported Media Type: Only"
                + " 'application/json' is allowed\",\"type\":\"Bad Request\",\"param\":null,"
                + "\"code\":400}}");
    assertThat(post(server, "Content-Type", "Application/JSON; charset=utf-8").statusCode())
        .isEqualTo(200);
  }

  @Test
  void theKeyIsAskedForBelowV1WhereOneIsSet() throws Exception {
    try (SimServer guarded = SimServer.start(config("key"), new WordCounter())) {
      HttpResponse<String> refused = post(guarded, "Content-Type", "application/json");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo("{\"error\":\"Unauthorized\"}");
      assertThat(post(guarded, "Authorization", "Bearer kay").statusCode()).isEqualTo(401);
      assertThat(post(guarded, "Authorization", "key").statusCode()).isEqualTo(401);
      assertThat(post(guarded, "Authorization", "bearer key").statusCode()).isEqualTo(400);
      assertThat(new SimClient(guarded).get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tokensCanBeCountedAndDecoded() throws Exception {
    assertThat(client.post("/tokenize", "{\"prompt\":\"one two three\"}").body())
        .isEqualTo("{\"count\":3,\"max_model_len\":4096,\"tokens\":[0,0,0],\"token_strs\":null}");
    assertThat(client.post("/tokenize", chat("\"x\":1")).body()).startsWith("{\"count\":31,");
    assertThat(client.post("/detokenize", "{\"tokens\":[1,2]}").body())
        .isEqualTo("{\"prompt\":\"w w\"}");
  }

  private static HttpResponse<String> post(SimServer server, String header, String value)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.baseUrl().resolve(CHAT))
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(chat("\"max_tokens\":1")))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String usage(HttpResponse<String> answer) throws Exception {
    JsonNode usage = JSON.readTree(answer.body()).path("usage");
    return usage.path("prompt_tokens").asText() + "+" + usage.path("completion_tokens").asText();
  }
}
