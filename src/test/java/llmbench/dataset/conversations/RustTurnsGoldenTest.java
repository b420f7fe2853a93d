package llmbench.dataset.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.conversation.testing.VirtualPlayer.Reply;
import llmbench.options.BenchOptions;
import llmbench.request.testing.PlayedConversations;
import llmbench.request.testing.PlayedConversations.Sent;
import llmbench.request.testing.VllmTurnGoldens;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations of vLLM's Rust client, beside what the binary of 0.33.0 sent. */
class RustTurnsGoldenTest {

  private static final long NANOS = 10_000_000;

  static Stream<VllmTurnGoldens.Case> cases() {
    return VllmTurnGoldens.cases("rust_0.33.json");
  }

  @Test
  void everyCaseIsThere() {
    assertThat(cases()).hasSize(19);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyBodyIdAndSessionAreTheTools(VllmTurnGoldens.Case each) {
    List<Sent> sent = new ArrayList<>(played(each).sent());
    if (!each.golden().path("ordered").asBoolean()) {
      // Its tasks began in any order.
      sent.sort(
          Comparator.comparing((Sent one) -> one.turn().conversation())
              .thenComparing(one -> one.turn().turn()));
    }
    List<String> wanted = new ArrayList<>();
    for (JsonNode one : each.golden().path("requests")) {
      wanted.add(
          one.path("id").asText()
              + " of "
              + one.path("session").asText()
              + ": "
              + one.path("body").asText());
    }
    assertThat(sent.stream().map(RustTurnsGoldenTest::shown)).isEqualTo(wanted);
  }

  private static String shown(Sent sent) {
    return sent.headers().get("x-request-id")
        + " of "
        + sent.headers().get("X-Session-ID")
        + ": "
        + sent.body();
  }

  private static PlayedConversations played(VllmTurnGoldens.Case each) {
    BenchOptions options =
        VllmTurnGoldens.options(
            "vllm-rs bench serve --backend openai-chat --endpoint /v1/chat/completions --model M"
                + " --tokenizer bundled --multi-turn --request-id-prefix p- "
                + each.text("args").replace("DIR", VllmTurnGoldens.FOLDER.toString()));
    boolean fails = each.text("name").equals("third turn fails");
    return PlayedConversations.against(
        options,
        sent ->
            fails
                    && sent.turn().turn() == 3
                    && Objects.equals(sent.headers().get("X-Session-ID"), "p-conv-1")
                ? new Reply(NANOS, null, FaultKind.HTTP_STATUS)
                : new Reply(NANOS, VllmTurnGoldens.answer(sent)));
  }
}
