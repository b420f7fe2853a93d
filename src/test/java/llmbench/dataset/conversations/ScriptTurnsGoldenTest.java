package llmbench.dataset.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.conversation.Answer;
import llmbench.conversation.Conversation;
import llmbench.conversation.Turn;
import llmbench.conversation.testing.VirtualPlayer.Reply;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.request.testing.PlayedConversations;
import llmbench.request.testing.PlayedConversations.Sent;
import llmbench.request.testing.VllmTurnGoldens;
import llmbench.timeline.FaultKind;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * vLLM's benchmark_serving_multi_turn.py, beside what 0.32.0's own clients did in virtual time, and
 * the conversations that it makes.
 */
class ScriptTurnsGoldenTest {

  private static final String SCRIPT =
      "python3 benchmarks/multi_turn/benchmark_serving_multi_turn.py ";

  private static final Map<String, FaultKind> FAULTS =
      Map.of(
          "status", FaultKind.HTTP_STATUS,
          "empty", FaultKind.EMPTY,
          "broken", FaultKind.CUT,
          "timeout", FaultKind.TOTAL_TIMEOUT);

  @TempDir Path folder;

  static Stream<VllmTurnGoldens.Case> plays() {
    return VllmTurnGoldens.cases("plays_0.32.json");
  }

  static Stream<VllmTurnGoldens.Case> generated() {
    return VllmTurnGoldens.cases("generated_0.32.json");
  }

  @Test
  void everyCaseIsThere() {
    assertThat(plays()).hasSize(23);
    assertThat(generated()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("plays")
  void everyTurnIsSentWhenTheScriptSendsIt(VllmTurnGoldens.Case each) throws IOException {
    JsonNode wanted = each.golden().path("requests");
    Iterator<JsonNode> next = wanted.iterator();
    List<String> sent = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    BenchOptions options = options(each.golden().path("conversations"), each.text("line"));
    PlayedConversations played =
        PlayedConversations.against(
            options,
            one -> {
              if (!next.hasNext()) {
                return null;
              }
              JsonNode golden = next.next();
              sent.add(one.body() + headers(one.headers()::get));
              expected.add(
                  golden.path("body").asText()
                      + headers(name -> golden.path("headers").path(name).textValue()));
              assertThat((double) one.nanos())
                  .as(one.body())
                  .isCloseTo(golden.path("nanos").asDouble(), within(1000.0));
              return reply(one, golden.path("fails").asText(""));
            });
    assertThat(sent).isEqualTo(expected);
    assertThat(played.sent()).hasSize(wanted.size());
    assertThat(played.sent().stream().filter(Sent::isWarmUp))
        .hasSize(each.golden().path("warm").asInt());
  }

  /** As the recording's server took its time: by messages and the conversation's number. */
  private static Reply reply(Sent sent, String fails) {
    JsonNode messages = VllmTurnGoldens.messages(sent.body());
    String first = messages.get(0).path("content").asText();
    long conversation = Long.parseLong(first.substring(0, first.indexOf(' ')));
    long nanos = 10_000_000 + 1_000_000L * messages.size() + 137_000 * conversation;
    FaultKind fault = FAULTS.get(fails);
    return fault != null
        ? new Reply(nanos, null, fault)
        : new Reply(nanos + 5_000_000, VllmTurnGoldens.answer(sent));
  }

  /** Those that hang on options and on the conversation. */
  private static String headers(Function<String, @Nullable String> headers) {
    return Stream.of("X-Session-ID", "Authorization", "A", "C")
        .map(name -> name + ": " + headers.apply(name))
        .collect(Collectors.joining(", ", " ", ""));
  }

  @ParameterizedTest
  @MethodSource("generated")
  void conversationsAreMadeAsTheScriptMakesThem(VllmTurnGoldens.Case each) throws IOException {
    ObjectNode config = each.golden().path("config").deepCopy();
    config.putArray("text_files").add(VllmTurnGoldens.FOLDER.resolve("story.txt").toString());
    List<List<String>> wanted = new ArrayList<>();
    for (JsonNode conversation : each.golden().path("conversations")) {
      List<String> turns = new ArrayList<>();
      conversation
          .path("turns")
          .forEach(turn -> turns.add(turn.path(1).asInt() + ": " + turn.path(0).asText()));
      wanted.add(turns);
    }
    BenchOptions options = options(config, "-m M --seed " + each.text("seed"));
    assertThat(made(options)).isEqualTo(wanted);
  }

  /** Each turn of each: how many tokens it asks for, and what is said. */
  private static List<List<String>> made(BenchOptions options) {
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, note -> {});
    List<List<String>> all = new ArrayList<>();
    try (Conversations made = ConversationDatasets.of(options).conversations(context)) {
      while (made.all().hasNext()) {
        List<String> turns = new ArrayList<>();
        Conversation conversation = made.all().next();
        for (Turn turn : turns(conversation)) {
          String said = turn.adds().get(0).path("content").asText();
          turns.add(turn.maxTokens().orElseThrow() + ": " + said);
        }
        all.add(turns);
      }
    }
    return all;
  }

  private static List<Turn> turns(Conversation begun) {
    List<Turn> turns = new ArrayList<>();
    Conversation conversation = begun;
    while (conversation.next().isPresent()) {
      turns.add(conversation.next().get());
      conversation = conversation.answered(Answer.of("so"));
    }
    return turns;
  }

  private BenchOptions options(JsonNode input, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("input.json"), input.toString());
    return VllmTurnGoldens.options(SCRIPT + line + " -i " + file);
  }
}
