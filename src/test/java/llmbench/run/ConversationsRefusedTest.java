package llmbench.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import llmbench.options.given.Sources;
import org.junit.jupiter.api.Test;

class ConversationsRefusedTest {

  @Test
  void aRunOfConversationsIsRefusedBeforeAnythingIsAskedOfTheServer() {
    String line =
        "evalscope perf --model m --url http://localhost:1/v1/chat/completions --multi-turn"
            + " --dataset random_multi_turn --max-turns 2";
    assertThatThrownBy(
            () ->
                new Preparation(Map.of(), getClass())
                    .prepare(new Sources(line, Map.of("llm.dry-run", "true")), null))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "--dataset random_multi_turn: conversations aren't sent yet; take a dataset of single"
                + " requests, without --multi-turn. Nothing was sent.");
  }
}
