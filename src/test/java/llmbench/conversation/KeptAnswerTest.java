package llmbench.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.timeline.ToolCall;
import org.junit.jupiter.api.Test;

class KeptAnswerTest {

  private static final Answer ANSWER =
      new Answer("so", "hm", "hmso", List.of(new ToolCall("1", "sum", "{\"a\":1}")));

  @Test
  void evalscopeKeepsWhatWasThoughtAndNoToolCalls() {
    assertThat(KeptAnswer.AS_SENT.message(ANSWER))
        .hasToString("{\"role\":\"assistant\",\"content\":\"hmso\"}");
  }

  @Test
  void aToolCallCanBeAnsweredByAToolOnlyWhereItStays() {
    assertThat(KeptAnswer.TEXT_AND_TOOLS.message(ANSWER))
        .hasToString(
            """
            {"role":"assistant","content":"so","tool_calls":[{"id":"1","type":"function",\
            "function":{"name":"sum","arguments":"{\\"a\\":1}"}}]}""");
    assertThat(KeptAnswer.TEXT_AND_TOOLS.message(Answer.of("so")))
        .hasToString("{\"role\":\"assistant\",\"content\":\"so\"}");
  }
}
