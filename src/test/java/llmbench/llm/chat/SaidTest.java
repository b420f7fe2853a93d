package llmbench.llm.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import llmbench.timeline.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a conversation keeps, and what it costs. */
class SaidTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void twoThatGoOnFromTheSamePlaceShareNothingThatChanges() {
    Said both = Said.NOTHING.with(json("{\"a\":1}"));
    Said one = both.with(json("{\"b\":2}"));
    Said other = both.with(json("{\"c\":3}")).with(json("{}"));
    assertThat(both).hasToString("[{\"a\":1}]");
    assertThat(one).hasToString("[{\"a\":1},{\"b\":2}]");
    assertThat(other).hasToString("[{\"a\":1},{\"c\":3},{}]");
    assertThat(Said.NOTHING).hasToString("[]");
  }

  @Test
  void itIsWrittenIntoItsPlaceAndNowhereElse() {
    byte[] target = json("....................");
    Said.NOTHING.with(json("{}")).with(json("{\"é\":1}")).write(target, 3);
    assertThat(new String(target, UTF_8)).isEqualTo("...[{},{\"é\":1}]....");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "a \"quoted\" word, a \\ and a / and a\ttab",
        "two\r\nlines\u0000\u001f\u007f\u2028",
        "推理 🙂 é",
        "#{not} an expression"
      })
  void everyTextComesBackAsItWas(String text) throws Exception {
    JsonNode message = JSON.readTree(MessageJson.of("user", text));
    assertThat(message.path("role").asText()).isEqualTo("user");
    assertThat(message.path("content").asText()).isEqualTo(text);
    JsonNode result = JSON.readTree(MessageJson.ofTool(text, text));
    assertThat(result.path("tool_call_id").asText()).isEqualTo(text);
    assertThat(result.path("content").asText()).isEqualTo(text);
  }

  @Test
  void randomTextsComeBackToo() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(20), 0, 0x3000).forEach(text::appendCodePoint);
      JsonNode message = JSON.readTree(MessageJson.of("user", text.toString()));
      assertThat(message.path("content").asText()).isEqualTo(text.toString());
    }
  }

  @Test
  void halfOfACharacterBecomesAQuestionMark() throws Exception {
    JsonNode message = JSON.readTree(MessageJson.of("user", "a\ud83db"));
    assertThat(message.path("content").asText()).isEqualTo("a?b");
  }

  @Test
  void anAnswerIsKeptAsTheApiWouldHaveItBack() {
    List<ToolCall> calls =
        List.of(new ToolCall("c1", "find", "{\"a\": \"b\"}"), new ToolCall("c2", "now", "{}"));
    assertThat(kept(new Answer("", "hm", calls), ""))
        .isEqualTo(
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                + "{\"id\":\"c1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"find\",\"arguments\":\"{\\\"a\\\": \\\"b\\\"}\"}},"
                + "{\"id\":\"c2\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"now\",\"arguments\":\"{}\"}}]}");
    assertThat(kept(new Answer("so", "hm", List.of()), ""))
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"so\"}");
    assertThat(kept(new Answer("so", "hm", List.of()), "reasoning_content"))
        .isEqualTo("{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":\"so\"}");
    assertThat(kept(new Answer("", "hm", List.of()), ""))
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"\"}");
  }

  private static String kept(Answer answer, String reasoningField) {
    return new String(MessageJson.ofAnswer(answer, reasoningField), UTF_8);
  }

  /** docs/your-own-simulation.md has the figure. */
  @Test
  void tenThousandConversationsOfEightTurnsCostLittleMoreThanTheirTexts() {
    String text = "x".repeat(200);
    long before = used();
    List<Talk> all = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < 10_000; i++) {
      Talk talk = Talk.begin(Said.NOTHING, 0);
      for (int turn = 0; turn < 8; turn++) {
        Answer answer = new Answer(text + i, "", List.of());
        talk = talk.with(MessageJson.of("user", text + turn));
        talk = talk.answered(answer, MessageJson.ofAnswer(answer, ""), 0);
      }
      all.add(talk);
      bytes += talk.all().jsonBytes();
    }
    long each = (used() - before) / all.size();
    long json = bytes / all.size();
    System.out.println(
        "A conversation of 8 turns, " + json + " bytes of JSON: " + each + " bytes of memory");
    assertThat(each).isBetween(json, json * 2);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
