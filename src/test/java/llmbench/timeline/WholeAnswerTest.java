package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeAnswerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stream\":true}",
        "{\"model\": \"m\", \"messages\": [{\"stream\": false}], \"stream\" : true, \"n\": 1}",
        "{\"stream\":false,\"stream\":true}"
      })
  void aBodyWhoseStreamIsTrueAsksForAStream(String body) {
    assertThat(AnswerType.askedForBy(bytes(body))).isEqualTo(AnswerType.STREAM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[true]",
        "{\"stream\":false}",
        "{\"stream\":\"true\"}",
        "{\"stream\":1}",
        "{\"stream\":null}",
        "{\"stream\":tru}",
        "{\"messages\":[{\"stream\":true}]}",
        "{\"prompt\":\"\\\"stream\\\":true\"}",
        "stream=true"
      })
  void anyOtherBodyAsksForAWholeAnswer(String body) {
    assertThat(AnswerType.askedForBy(bytes(body))).isEqualTo(AnswerType.JSON);
  }

  @Test
  void bothReasoningAndTextOfAllChoicesAreTaken() {
    StreamTimeline timeline = new StreamTimeline(5);
    timeline.whole(
        bytes(
            "{\"choices\":[{\"message\":{\"reasoning_content\":\"so\",\"content\":\"a\"},"
                + "\"finish_reason\":\"length\"},{\"message\":{\"content\":\"b\"}}],\"usage\":"
                + "{\"prompt_tokens\":3,\"completion_tokens\":4,\"prompt_tokens_details\":"
                + "{\"cached_tokens\":2}}}"));
    timeline.end();
    assertThat(timeline.fault()).isNull();
    assertThat(timeline.text()).isEqualTo("ab");
    assertThat(timeline.reasoning()).isEqualTo("so");
    assertThat(timeline.finishReason()).isEqualTo("length");
    assertThat(timeline.usage()).isEqualTo(new Usage(3, 4, 2));
    assertThat(timeline.messages()).isEqualTo(Messages.NONE);
    assertThat(timeline.firstOutputNanos()).isNegative();
  }

  @Test
  void anAnswerOfNoEndIsRefused() {
    StreamTimeline timeline = new StreamTimeline(0);
    timeline.whole(new byte[WholeAnswer.MAX_BYTES + 1]);
    Fault fault = Objects.requireNonNull(timeline.fault());
    assertThat(fault.kind()).isEqualTo(FaultKind.MALFORMED);
    assertThat(fault.message()).isEqualTo("the answer is longer than 8 MiB");
  }

  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(3);
    byte[] good = bytes("{\"choices\":[{\"message\":{\"content\":\"a\\u00e9\"}}],\"stream\":true}");
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = good.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      StreamTimeline timeline = new StreamTimeline(0);
      timeline.whole(changed);
      Fault fault = timeline.fault();
      assertThat(fault == null || fault.body() != null).isTrue();
      assertThat(timeline.text().isEmpty()).isEqualTo(fault != null);
      AnswerType unused = AnswerType.askedForBy(changed);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
