package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Turn;
import llmbench.dataset.ChatCount;
import llmbench.dataset.Generators;
import llmbench.dataset.InputFit;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.ConversationLines.SkippedException;
import llmbench.options.dataset.ConversationFileOptions;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code custom_multi_turn}: messages of any role, as they are; an assistant's end a
 * turn, and go.
 *
 * <p>Source: {@code CustomMultiTurnDatasetPlugin} in evalscope/perf/plugin/datasets/custom.py.
 */
final class CustomMultiTurn extends EvalscopeConversations {

  private static final String WHAT =
      "a JSON list of messages such as [{\"role\": \"user\", \"content\": \"…\"}] on each line";

  @Override
  public String name() {
    return "custom_multi_turn";
  }

  @Override
  Stream<KnownTurns> conversations(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    ConversationFileOptions asked = context.asked(ConversationFileOptions.class);
    InputFit fit = new InputFit(context, count, asked.length(), Optional.empty());
    int most = asked.range().most().orElse(Integer.MAX_VALUE);
    return ConversationLines.read(
            context,
            asked.place(),
            "",
            WHAT,
            (line, at) -> conversation(line, fit, most),
            () -> "has no conversation, or " + fit.noneFits())
        .limit(wanted);
  }

  private static @Nullable KnownTurns conversation(String line, InputFit fit, int most)
      throws SkippedException {
    JsonNode messages = PythonJson.loads(line);
    if (messages == null) {
      throw new SkippedException("isn't JSON");
    }
    if (!messages.isArray() || messages.isEmpty()) {
      throw new SkippedException("isn't a list with messages in it");
    }
    for (JsonNode message : messages) {
      if (!message.has("role") || !message.has("content")) {
        throw new SkippedException("has a message without \"role\" or \"content\"");
      }
    }
    List<Turn> turns = turns(messages);
    if (turns.isEmpty() || !fits(turns.get(0), fit)) {
      return null;
    }
    return UserTurns.of(turns.subList(0, Math.min(turns.size(), most)));
  }

  /** {@code _split_into_turns}. */
  private static List<Turn> turns(JsonNode messages) {
    List<Turn> turns = new ArrayList<>();
    List<JsonNode> said = new ArrayList<>();
    for (JsonNode message : messages) {
      if (!is("assistant", message)) {
        said.add(message);
      } else if (!said.isEmpty()) {
        turns.add(Turn.of(said));
        said = new ArrayList<>();
      }
    }
    if (!said.isEmpty()) {
      turns.add(Turn.of(said));
    }
    return turns;
  }

  /** By the first text of a user in the first turn; whoever says none is taken. */
  private static boolean fits(Turn first, InputFit fit) {
    for (JsonNode message : first.adds()) {
      if (is("user", message)) {
        JsonNode content = message.path("content");
        return !content.isTextual() || fit.prompt(content.textValue()) != null;
      }
    }
    return true;
  }

  private static boolean is(String role, JsonNode message) {
    JsonNode given = message.path("role");
    return given.isTextual() && given.textValue().equals(role);
  }
}
