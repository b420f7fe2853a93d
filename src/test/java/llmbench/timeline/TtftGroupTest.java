package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtftGroupTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "vllm-0.32-single", "evalscope-1.14-load"})
  void everyStepsGroupIsFoundAgain(String step) {
    assertThat(TtftGroup.isOne(TtftGroup.of(step))).isTrue();
  }

  @Test
  void stepsThatShareALogHaveGroupsOfTheirOwn() {
    assertThat(TtftGroup.of("vllm-0.32-load"))
        .isEqualTo("vllm-0.32-load Time to first token")
        .isNotEqualTo(TtftGroup.of("evalscope-1.14-load"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "checkout", "Time to first tokens", "MyTime to first token"})
  void anyOtherGroupIsNone(String group) {
    assertThat(TtftGroup.isOne(group)).isFalse();
  }
}
