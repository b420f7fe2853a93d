package llmbench.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tool calls, put together from what a stream brings of them. */
class ToolCallsTest {

  private static String calls(String... entries) {
    return "data: {\"choices\":[{\"delta\":{\"tool_calls\":["
        + String.join(",", entries)
        + "]}}]}\n\n";
  }

  private static String entry(String head, String name, String arguments) {
    return "{"
        + head
        + "\"function\":{"
        + (name.isEmpty() ? "" : "\"name\":\"" + name + "\",")
        + "\"arguments\":\""
        + arguments
        + "\"}}";
  }

  private static StreamTimeline read(String stream, int cut) {
    StreamTimeline timeline = new StreamTimeline(0);
    byte[] bytes = stream.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += cut) {
      timeline.read(bytes, from, Math.min(bytes.length, from + cut), 1 + from);
    }
    timeline.end();
    return timeline;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 16})
  void piecesAreJoinedByTheirIndex(int cut) {
    String stream =
        calls(entry("\"index\":0,\"id\":\"a\",\"type\":\"function\",", "find", ""))
            + calls(entry("\"index\":1,\"id\":\"b\",", "pr\\u00e9is", "{}"))
            + calls(
                entry("\"index\":0,", "", "{\\\"q\\\":"), entry("\"index\":0,", "", " \\\"é\\\"}"))
            + "data: [DONE]\n\n";
    StreamTimeline timeline = read(stream, cut);
    assertThat(timeline.toolCalls())
        .containsExactly(
            new ToolCall("a", "find", "{\"q\": \"é\"}"), new ToolCall("b", "préis", "{}"));
    assertThat(timeline.fault()).isNull();
  }

  @Test
  void withoutAnIndexANewIdBeginsACall() {
    String stream =
        calls(entry("\"id\":\"a\",", "f", "1"))
            + calls(entry("", "", "2"))
            + calls(entry("\"id\":\"a\",", "f", "3"))
            + calls(entry("\"id\":\"b\",", "g", "4"), entry("\"id\":\"c\",", "g", "5"));
    assertThat(read(stream, 9_999).toolCalls())
        .containsExactly(
            new ToolCall("a", "f", "123"),
            new ToolCall("b", "g", "4"),
            new ToolCall("c", "g", "5"));
  }

  @Test
  void aMalformedMessageLeavesNothingAndAnotherChoiceHasItsOwn() {
    String good = calls(entry("\"index\":0,\"id\":\"a\",", "f", "1"));
    String broken = good.replace("}]}\n\n", "}]\n\n");
    String other =
        "data: {\"choices\":[{\"index\":0,\"delta\":{}},{\"index\":1,\"delta\":{\"tool_calls\":["
            + entry("\"index\":0,", "", "9")
            + "]}}]}\n\n";
    assertThat(read(good + broken + other, 9_999).toolCalls())
        .containsExactly(new ToolCall("a", "f", "1"));
  }

  @Test
  void anAnswerThatComesWholeHasThemToo() {
    StreamTimeline timeline = new StreamTimeline(0);
    String answer =
        "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":["
            + entry("\"id\":\"a\",\"type\":\"function\",", "f", "1")
            + ","
            + entry("\"id\":\"b\",\"type\":\"function\",", "g", "2")
            + "]},\"finish_reason\":\"tool_calls\"}]}";
    timeline.whole(answer.getBytes(UTF_8));
    timeline.end();
    assertThat(timeline.toolCalls())
        .containsExactly(new ToolCall("a", "f", "1"), new ToolCall("b", "g", "2"));
  }

  @Test
  void anIndexOfNoSenseFillsNoMemory() {
    String stream = calls(entry("\"index\":2000000000,\"id\":\"a\",", "f", "1"));
    assertThat(read(stream, 9_999).toolCalls()).containsExactly(new ToolCall("a", "f", "1"));
  }

  @Test
  void theFirstTokenOfTheAnswerIsNoReasoning() {
    StreamTimeline timeline = new StreamTimeline(100);
    String thought = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n";
    byte[] bytes = thought.getBytes(UTF_8);
    timeline.read(bytes, 0, bytes.length, 110);
    assertThat(timeline.firstAnswerNanos()).isEqualTo(-1);
    bytes = calls(entry("", "f", "1")).getBytes(UTF_8);
    timeline.read(bytes, 0, bytes.length, 130);
    timeline.read(bytes, 0, bytes.length, 150);
    timeline.end();
    assertThat(timeline.firstOutputNanos()).isEqualTo(10);
    assertThat(timeline.firstAnswerNanos()).isEqualTo(30);
  }
}
