package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import llmbench.injection.PromptsAhead.Account;
import org.junit.jupiter.api.Test;

class PromptFactsTest {

  @Test
  void ofAnOrdinaryRunAllTokensAreKnownBeforeIt() {
    assertThat(PromptFacts.of(new Account(4, 4, 400, 0, 0, 0)))
        .isEqualTo(Map.of("prompts", 4L, "prompt_tokens", 400L))
        .isEqualTo(PromptFacts.of(new Account(4, 4, 400, 3, 300, 0)));
  }

  @Test
  void whereNotAllWereMadeTheTokensAreThoseOfTheSentOnes() {
    assertThat(PromptFacts.of(new Account(9, 5, 500, 0, 0, 0))).isEqualTo(Map.of("prompts", 9L));
    assertThat(PromptFacts.of(new Account(9, 5, 500, 3, 300, 0)))
        .isEqualTo(Map.of("prompts", 9L, "prompt_tokens", 300L, "prompts_taken", 3L));
  }

  @Test
  void warmUpRequestsOfTheLoadStandBesideThem() {
    assertThat(PromptFacts.of(new Account(4, 4, 400, 4, 400, 5)))
        .isEqualTo(Map.of("prompts", 4L, "prompt_tokens", 400L, "warm_up_requests", 5L));
  }
}
