package llmbench.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptAnswerTest {

  private static final Answer ANSWER =
      new Answer("so", "hm", "hmso", List.of(JsonNodeFactory.instance.objectNode().put("id", "1")));

  @Test
  void evalscopeKeepsWhatWasThoughtAndNoToolCalls() {
    assertThat(KeptAnswer.AS_SENT.message(ANSWER))
        .hasToString("{\"role\":\"assistant\",\"content\":\"hmso\"}");
  }

  @Test
  void aToolCallCanBeAnsweredByAToolOnlyWhereItStays() {
    assertThat(KeptAnswer.TEXT_AND_TOOLS.message(ANSWER))
        .hasToString("{\"role\":\"assistant\",\"content\":\"so\",\"tool_calls\":[{\"id\":\"1\"}]}");
    assertThat(KeptAnswer.TEXT_AND_TOOLS.message(Answer.of("so")))
        .hasToString("{\"role\":\"assistant\",\"content\":\"so\"}");
  }
}
