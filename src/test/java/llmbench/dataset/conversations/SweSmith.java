package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.conversation.KeptAnswer;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Turn;
import llmbench.dataset.ChatCount;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.dataset.EvalscopeFile;
import llmbench.dataset.Generators;
import llmbench.dataset.PromptContext;
import llmbench.options.dataset.SweSmithOptions;
import llmbench.options.syntax.PythonJson;

/**
 * evalscope's {@code swe_smith}: conversations that were built before, in one JSON file; or what
 * {@link Trajectories} makes.
 *
 * <p>Source: {@code SweSmithDatasetPlugin} in evalscope/perf/plugin/datasets/swe_smith.py.
 */
final class SweSmith extends EvalscopeConversations {

  private static final String WHAT =
      "an object such as {\"conversations\": [[{\"messages\": [{\"role\": \"user\", \"content\":"
          + " \"…\"}]}]]}";

  @Override
  public String name() {
    return SweSmithOptions.NAME;
  }

  @Override
  Stream<KnownTurns> conversations(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    SweSmithOptions asked = context.asked(SweSmithOptions.class);
    return asked.isBuilt()
        ? built(context, asked).stream().limit(wanted)
        : new Trajectories(context, asked, count.tokenizer()).conversations(generators, wanted);
  }

  /** {@code _load_from_json}. */
  private static List<KnownTurns> built(PromptContext context, SweSmithOptions asked) {
    DatasetFile file =
        DatasetFile.json(
            EvalscopeFile.of(context, asked.place(), "a JSON file with " + WHAT), WHAT);
    JsonNode json = PythonJson.loads(file.text());
    JsonNode list = json == null ? null : json.path("conversations");
    if (list == null || !list.isArray()) {
      throw file.wrong("isn't JSON with a list of \"conversations\"");
    }
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    List<KnownTurns> conversations = new ArrayList<>();
    for (JsonNode conversation : rotated(all, asked.offset())) {
      if (!conversation.isArray()) {
        throw file.wrong("has a conversation that isn't a list of turns");
      }
      if (!conversation.isEmpty()) {
        conversations.add(conversation(conversation, file));
      }
    }
    if (conversations.isEmpty()) {
      throw new DatasetException(file.at() + ": has no conversation; expected " + WHAT + ".");
    }
    return conversations;
  }

  /** From a place on, and behind the last those before; as it is where there is no such place. */
  static <T> List<T> rotated(List<T> list, long offset) {
    List<T> rotated = new ArrayList<>(list);
    if (offset > 0 && offset < list.size()) {
      Collections.rotate(rotated, -(int) offset);
    }
    return rotated;
  }

  private static KnownTurns conversation(JsonNode turns, DatasetFile file) {
    List<Turn> all = new ArrayList<>();
    for (JsonNode turn : turns) {
      JsonNode messages = turn.path("messages");
      if (!turn.isObject() || (!messages.isArray() && !messages.isMissingNode())) {
        throw file.wrong("has a turn that isn't an object with a list of \"messages\"");
      }
      List<JsonNode> adds = new ArrayList<>();
      messages.forEach(adds::add);
      all.add(Turn.of(adds));
    }
    String id = turns.path(0).path("rid").asText("");
    Optional<String> routingId = id.isEmpty() ? Optional.empty() : Optional.of(id);
    return KnownTurns.of(all, routingId, KeptAnswer.AS_SENT);
  }
}
