package llmbench.simserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static llmbench.simserver.testing.SimClient.CHAT;
import static llmbench.simserver.testing.SimClient.COMPLETIONS;
import static llmbench.simserver.testing.SimClient.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.request.ChatMessages;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.truth.RequestTruth;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with a server that has a prefix cache, by a plain client. */
class PrefixCacheServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PromptCounter COUNTER = counter();

  private static PromptCounter counter() {
    Opened bundled = Tokenizers.open("bundled", null);
    return new TokenizerPromptCounter(bundled.tokenizer(), bundled.chatTemplate().orElse(null));
  }

  private static SimServer start(Timing timing, PrefixCaching caching) {
    return SimServer.start(SimConfig.of(timing).withPrefixCaching(caching), COUNTER);
  }

  private static Timing fixed() {
    return Timing.Fixed.ofMillis(0, 0);
  }

  private static ObjectNode body(ArrayNode messages, int tokens) {
    ObjectNode body = JSON.createObjectNode().put("model", MODEL).put("max_tokens", tokens);
    body.set("messages", messages.deepCopy());
    return body;
  }

  private static void say(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  private static int cached(JsonNode answer) {
    return answer.at("/usage/prompt_tokens_details/cached_tokens").asInt();
  }

  private static int[] ids(ArrayNode messages) throws Exception {
    SimConfig any = SimConfig.of(fixed());
    return COUNTER.encodeChat(ChatMessages.of(body(messages, 1), any));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTurnFindsAllOfTheTurnsBeforeIt(boolean batch) throws Exception {
    Timing timing =
        batch ? new Timing.Batch("few", 1_000, 1_000, 20_000, 100, 10, 64, 8_192) : fixed();
    try (SimServer server = start(timing, PrefixCaching.ON)) {
      SimClient client = new SimClient(server);
      ArrayNode messages = JSON.createArrayNode();
      say(messages, "system", "You answer in few words.");
      int[] computed = new int[0];
      int queries = 0;
      int hits = 0;
      for (int turn = 1; turn <= 4; turn++) {
        say(messages, "user", "Question " + turn + ": what is there to \"say\" of the number 17?");
        int[] prompt = ids(messages);
        JsonNode answer = JSON.readTree(client.post(CHAT, body(messages, 40).toString()).body());
        String text = answer.at("/choices/0/message/content").asText();
        int[] answered = COUNTER.encode(text);
        int shared = computed.length == 0 ? 0 : Arrays.mismatch(computed, prompt);
        assertThat(cached(answer)).as("turn " + turn).isEqualTo(shared - shared % 16);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(prompt.length);
        queries += prompt.length;
        hits += cached(answer);
        computed = Arrays.copyOf(prompt, prompt.length + answered.length - 1);
        System.arraycopy(answered, 0, computed, prompt.length, answered.length - 1);
        say(messages, "assistant", text);
      }
      assertThat(hits).isGreaterThan(100);
      assertThat(client.get("/metrics").body())
          .contains("vllm:prefix_cache_queries_total{engine=\"0\",model_name=\"" + MODEL + "\"} ")
          .contains("} " + queries + ".0\n")
          .contains("vllm:prefix_cache_hits_total{engine=\"0\",model_name=\"" + MODEL + "\"} ")
          .contains("} " + hits + ".0\n");
      JsonNode each = JSON.readTree(client.get("/truth?requests=true").body()).get("each");
      int told = 0;
      for (JsonNode request : each) {
        told += request.get("cached_tokens").asInt();
      }
      assertThat(told).isEqualTo(hits);
      JsonNode turns = JSON.readTree(client.get("/truth").body()).get("turns");
      assertThat(turns.at("/first/requests").asInt()).isEqualTo(1);
      assertThat(turns.at("/first/cached_tokens").asInt()).isZero();
      assertThat(turns.at("/later/requests").asInt()).isEqualTo(3);
      assertThat(turns.at("/later/cached_tokens").asInt()).isEqualTo(hits);
      assertThat(turns.get("each").fieldNames()).toIterable().containsExactly("1", "2", "3", "4");
      assertThat(turns.at("/each/4/ttft_ms/p99").asDouble())
          .isLessThanOrEqualTo(turns.at("/later/ttft_ms/max").asDouble());
    }
  }

  @Test
  void aChangedAnswerIsNoPartOfTheNextPromptsBeginning() throws Exception {
    try (SimServer server = start(fixed(), PrefixCaching.ON)) {
      SimClient client = new SimClient(server);
      ArrayNode messages = JSON.createArrayNode();
      say(messages, "user", "one two three four five six seven eight nine ten");
      client.post(CHAT, body(messages, 100).toString());
      assertThat(client.get("/truth").body()).as("no turn is a later one").doesNotContain("turns");
      int first = ids(messages).length;
      say(messages, "assistant", "Nothing that it said.");
      say(messages, "user", "Why?");
      JsonNode answer = JSON.readTree(client.post(CHAT, body(messages, 2).toString()).body());
      assertThat(cached(answer)).isEqualTo(first - first % 16).isPositive();
    }
  }

  @Test
  void aStreamSaysWhatWasCachedInItsUsage() throws Exception {
    try (SimServer server = start(fixed(), PrefixCaching.ON)) {
      SimClient client = new SimClient(server);
      ArrayNode messages = JSON.createArrayNode();
      say(messages, "user", "one two three four five six seven eight nine ten");
      ObjectNode body = body(messages, 2).put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
      assertThat(client.post(CHAT, body.toString()).body()).doesNotContain("prompt_tokens_details");
      int cached = (ids(messages).length - 1) / 16 * 16;
      assertThat(client.post(CHAT, body.toString()).body())
          .contains(",\"prompt_tokens_details\":{\"cached_tokens\":" + cached + "}}");
    }
  }

  @Test
  void itIsSaidOnlyWhereItIsAskedFor() throws Exception {
    try (SimServer server = start(fixed(), new PrefixCaching(100, 16, false))) {
      SimClient client = new SimClient(server);
      String chat = SimClient.chat("\"max_tokens\":2");
      client.post(CHAT, chat);
      JsonNode again = JSON.readTree(client.post(CHAT, chat).body());
      assertThat(again.at("/usage/prompt_tokens_details").isNull()).isTrue();
      assertThat(server.truth().requests().get(1).cachedTokens()).isEqualTo(16);
    }
  }

  @Test
  void promptsOfTokenIdsAreCachedByThem() throws Exception {
    try (SimServer server = start(fixed(), new PrefixCaching(100, 4, true))) {
      SimClient client = new SimClient(server);
      String prompt = "{\"max_tokens\":1,\"prompt\":[1,2,3,4,5,6,7,8,";
      assertThat(cached(JSON.readTree(client.post(COMPLETIONS, prompt + "9]}").body()))).isZero();
      assertThat(cached(JSON.readTree(client.post(COMPLETIONS, prompt + "8]}").body())))
          .isEqualTo(8);
    }
  }

  @Test
  void aResetEmptiesIt() throws Exception {
    try (SimServer server = start(fixed(), PrefixCaching.ON)) {
      SimClient client = new SimClient(server);
      String chat = SimClient.chat("\"max_tokens\":2");
      client.post(CHAT, chat);
      assertThat(client.post("/reset_prefix_cache", "").statusCode()).isEqualTo(200);
      assertThat(cached(JSON.readTree(client.post(CHAT, chat).body()))).isZero();
      assertThat(cached(JSON.readTree(client.post(CHAT, chat).body()))).isEqualTo(16);
    }
  }

  @Test
  void aClientThatLeavesHoldsNothingAnyMore() throws Exception {
    try (SimServer server = start(Timing.Fixed.ofMillis(0, 3_600_000), PrefixCaching.ON)) {
      SimClient client = new SimClient(server);
      String chat = SimClient.chat("\"stream\":true,\"max_tokens\":2");
      try (Socket socket = client.connect();
          InputStream in = socket.getInputStream()) {
        socket.getOutputStream().write(SimClient.raw(CHAT, chat, ""));
        byte[] begun = in.readNBytes(9);
        assertThat(new String(begun, UTF_8)).isEqualTo("HTTP/1.1 ");
      }
      SimClient.await("the client is gone", () -> server.truth().aborted() == 1);
      client.post("/reset_prefix_cache", "");
      JsonNode again = JSON.readTree(client.post(CHAT, SimClient.chat("\"max_tokens\":1")).body());
      assertThat(cached(again)).isZero();
    }
  }

  @Test
  void onlyWhatIsNotCachedIsPrefilled() throws Exception {
    // As much as a test can wait for: the first turn's prompt is no less late than this.
    Timing slow = Timing.Fixed.ofMillis(0, 0).withPrefill(1_000);
    try (SimServer server = start(slow, PrefixCaching.ON)) {
      SimClient client = new SimClient(server);
      String chat = SimClient.chat("\"max_tokens\":1");
      client.post(CHAT, chat);
      client.post(CHAT, chat);
      for (RequestTruth request : server.truth().requests()) {
        int computed = request.promptTokens() - request.cachedTokens();
        assertThat(request.firstNanos() - request.arrivedNanos())
            .isGreaterThanOrEqualTo(computed * 1_000_000L);
      }
    }
  }

  @Test
  void aServerWithoutItPrefillsAll() throws Exception {
    try (SimServer server = start(fixed(), PrefixCaching.OFF)) {
      SimClient client = new SimClient(server);
      String chat = SimClient.chat("\"max_tokens\":2");
      client.post(CHAT, chat);
      JsonNode again = JSON.readTree(client.post(CHAT, chat).body());
      assertThat(again.at("/usage/prompt_tokens_details").isNull()).isTrue();
      assertThat(client.get("/metrics").body())
          .contains("vllm:prefix_cache_queries_total{engine=\"0\",model_name=\"" + MODEL + "\"} 0");
    }
  }
}
