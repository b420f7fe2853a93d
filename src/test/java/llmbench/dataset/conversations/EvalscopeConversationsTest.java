package llmbench.dataset.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.options.given.OptionsException;
import llmbench.request.testing.PlayedConversations;
import llmbench.request.testing.TurnGoldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * evalscope's conversations, from its own arguments to every request that it sent and when: its own
 * workers with a virtual clock, and ours with one, for the same answers.
 */
class EvalscopeConversationsTest {

  /** A nanosecond is lost wherever a time is rounded, and each turn begins at another's end. */
  private static final long ROUNDED_NANOS = 50;

  private static final Map<String, String> OURS =
      Map.of(
          "Multi-turn warmup is disabled", "No conversation goes first as warm-up",
          "Skipping malformed JSON line", "line 3: isn't JSON; such lines are left out",
          "Skipping line: expected a non-empty", "line 4: isn't a list with messages in it",
          "Skipping line: each message", "line 6: has a message without \"role\" or",
          "Skipping malformed trace: trace length", "line 3: \"assistant_response_length\" isn't",
          "Skipping malformed trace: 'input_p", "line 4: \"input_prompt_length\" isn't a number",
          "Skipping malformed trace: Expecting", "line 5: isn't a JSON object");

  static Stream<TurnGoldens.Case> played() {
    return TurnGoldens.cases().filter(each -> !each.golden().has("error"));
  }

  @Test
  void everyCaseIsThere() {
    assertThat(TurnGoldens.cases()).hasSize(17);
    assertThat(played()).hasSize(13);
    assertThat(refused()).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("played")
  void everyTurnIsSentWhenTheToolSendsItAndWithTheToolsBody(TurnGoldens.Case each) {
    PlayedConversations played = PlayedConversations.of(each);
    List<PlayedConversations.Sent> sent = played.sent();
    JsonNode wanted = each.golden().path("requests");
    for (int i = 0; i < Math.min(wanted.size(), sent.size()); i++) {
      assertThat(sent.get(i).body())
          .as("body " + i)
          .isEqualTo(wanted.path(i).path("body").asText());
      assertThat(sent.get(i).nanos())
          .as("time " + i)
          .isCloseTo(nanos(wanted.path(i).path("t").asDouble()), within(ROUNDED_NANOS));
      assertThat(sent.get(i).index()).isEqualTo(i);
    }
    assertThat(sent).hasSize(wanted.size());
  }

  /** In the tool's order; of several lines that are left out for one reason the first is named. */
  @ParameterizedTest
  @MethodSource("played")
  void whatTheToolWarnsOfIsSaid(TurnGoldens.Case each) {
    Set<String> wanted = new LinkedHashSet<>();
    for (JsonNode warning : each.golden().path("warnings")) {
      wanted.add(ours(warning.asText()));
    }
    List<String> said =
        PlayedConversations.of(each).notes().stream()
            .filter(note -> !note.contains("it begins again with the first"))
            .toList();
    assertThat(said).hasSameSizeAs(wanted);
    int at = 0;
    for (String ours : wanted) {
      assertThat(said.get(at++)).contains(ours);
    }
  }

  /** What we say where the tool says this. */
  private static String ours(String warning) {
    return OURS.entrySet().stream()
        .filter(each -> warning.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(warning));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "random_multi_turn without max-turns",
            "--dataset random_multi_turn (in -Dbench): needs --max-turns: how many turns"),
        Arguments.of(
            "random_multi_turn max < min",
            "--max-turns 2 (in -Dbench): expected at least --min-turns, 3"),
        Arguments.of(
            "custom without path",
            "--dataset custom_multi_turn (in -Dbench): needs --dataset-path, a file of yours"),
        Arguments.of(
            "multi-turn flag with a single-turn dataset",
            "--multi-turn (in -Dbench): --dataset openqa has single requests; take one of"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatTheToolEndsWithIsRefusedBeforeAnythingIsSent(String name, String message) {
    TurnGoldens.Case each =
        TurnGoldens.cases().filter(one -> one.toString().equals(name)).findFirst().orElseThrow();
    assertThat(each.golden().path("n_requests").asInt(-1)).isZero();
    assertThatThrownBy(each::options)
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(message);
  }

  private static long nanos(double seconds) {
    return Math.round((seconds - TurnGoldens.BEGIN_SECONDS) * 1e9);
  }
}
