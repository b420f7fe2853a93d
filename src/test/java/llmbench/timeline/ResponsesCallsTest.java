package llmbench.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Function calls of a response, whole, from what a stream brings of them. */
class ResponsesCallsTest {

  private static final String ENDED = event("completed", "'response':{'status':'completed'}");

  private static String event(String type, String fields) {
    String json = "{'type':'response." + type + "'," + fields + "}";
    return "data: " + json.replace('\'', '"') + "\n\n";
  }

  private static String item(String type, int index, String fields) {
    return event(
        "output_item." + type,
        "'output_index':" + index + ",'item':{'type':'function_call'," + fields + "}");
  }

  private static String part(String place, String arguments) {
    return event("function_call_arguments.delta", place + "'delta':'" + arguments + "'");
  }

  private static StreamTimeline read(String stream, int cut) {
    StreamTimeline timeline = new StreamTimeline(0, AnswerForm.RESPONSES);
    byte[] bytes = stream.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += cut) {
      timeline.read(bytes, from, Math.min(bytes.length, from + cut), 1 + from);
    }
    timeline.end();
    return timeline;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 16})
  void partsBelongToTheItemInTheirPlace(int cut) {
    String stream =
        event("output_item.added", "'output_index':0,'item':{'type':'reasoning','id':'rs'}")
            + item("added", 1, "'id':'fc_a','call_id':'a','name':'find','arguments':''")
            + item("added", 2, "'name':'pr\\u00e9is','call_id':'b','arguments':''")
            + part("'output_index':1,'item_id':'fc_a',", "{\\\"q\\\":")
            + part("'output_index':2,", "{}")
            + part("'output_index':1,", " \\\"é\\\"}")
            + ENDED;
    StreamTimeline timeline = read(stream, cut);
    assertThat(timeline.toolCalls())
        .containsExactly(
            new ToolCall("a", "find", "{\"q\": \"é\"}"), new ToolCall("b", "préis", "{}"));
    assertThat(timeline.fault()).isNull();
    assertThat(timeline.outputs()).as("two names, three parts").isEqualTo(5);
  }

  @Test
  void whatIsSaidWholeAtTheEndCountsAndIsNoOutputAgain() {
    String stream =
        item("added", 0, "'call_id':'a','name':'f','arguments':''")
            + part("'output_index':0,", "{")
            + event("function_call_arguments.done", "'output_index':0,'arguments':'{1}','name':'f'")
            + item("done", 0, "'call_id':'a','name':'f','arguments':'{12}'")
            + item("done", 1, "'call_id':'b','name':'g','arguments':'{}'")
            + ENDED;
    StreamTimeline timeline = read(stream, 9_999);
    assertThat(timeline.toolCalls())
        .containsExactly(new ToolCall("a", "f", "{12}"), new ToolCall("b", "g", "{}"));
    assertThat(timeline.outputs()).isEqualTo(2);
  }

  @Test
  void withoutPlacesAPartBelongsToTheLastItem() {
    String stream =
        event("output_item.added", "'item':{'type':'function_call','call_id':'a','name':'f'}")
            + part("", "1")
            + event("output_item.added", "'item':{'type':'function_call','call_id':'b','name':'g'}")
            + part("", "2")
            + part("", "3")
            + ENDED;
    assertThat(read(stream, 9_999).toolCalls())
        .containsExactly(new ToolCall("a", "f", "1"), new ToolCall("b", "g", "23"));
  }

  @Test
  void aMalformedMessageLeavesNothingAndAMessageIsNoCall() {
    String good = item("added", 0, "'call_id':'a','name':'f','arguments':'1'");
    String broken = good.replace("}}\n\n", "}\n\n").replace("\"f\"", "\"g\"");
    String text =
        event("output_item.added", "'output_index':1,'item':{'type':'message','name':'n'}")
            + event("output_text.delta", "'output_index':1,'delta':'Hm'");
    StreamTimeline timeline = read(good + broken + text + ENDED, 9_999);
    assertThat(timeline.toolCalls()).containsExactly(new ToolCall("a", "f", "1"));
    assertThat(timeline.text()).isEqualTo("Hm");
  }

  @Test
  void anAnswerThatComesWholeHasThemToo() {
    StreamTimeline timeline = new StreamTimeline(0, AnswerForm.RESPONSES);
    String answer =
        "{'status':'completed','output':["
            + "{'type':'reasoning','content':[{'type':'reasoning_text','text':'hm'}]},"
            + "{'type':'function_call','call_id':'a','name':'f','arguments':'1'},"
            + "{'type':'message','content':[{'type':'output_text','text':'So'}]},"
            + "{'type':'function_call','call_id':'b','name':'g','arguments':''}]}";
    timeline.whole(answer.replace('\'', '"').getBytes(UTF_8));
    timeline.end();
    assertThat(timeline.toolCalls())
        .containsExactly(new ToolCall("a", "f", "1"), new ToolCall("b", "g", ""));
    assertThat(timeline.text()).isEqualTo("So");
    assertThat(timeline.reasoning()).isEqualTo("hm");
    assertThat(timeline.fault()).isNull();
  }

  @Test
  void theFirstTokenOfTheAnswerMayBeACallsName() {
    StreamTimeline timeline = new StreamTimeline(100, AnswerForm.RESPONSES);
    byte[] thought = event("reasoning_text.delta", "'delta':'hm'").getBytes(UTF_8);
    timeline.read(thought, 0, thought.length, 110);
    byte[] call = item("added", 1, "'call_id':'a','name':'f','arguments':''").getBytes(UTF_8);
    timeline.read(call, 0, call.length, 130);
    timeline.end();
    assertThat(timeline.firstOutputNanos()).isEqualTo(10);
    assertThat(timeline.firstAnswerNanos()).isEqualTo(30);
  }

  @Test
  void aPlaceOfNoSenseFillsNoMemory() {
    String stream =
        item("added", 2_000_000_000, "'call_id':'a','name':'f','arguments':'1'") + ENDED;
    assertThat(read(stream, 9_999).toolCalls()).containsExactly(new ToolCall("a", "f", "1"));
  }
}
