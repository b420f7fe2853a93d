package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A conversation that was recorded with its answers, in whose places the server's own come. Its
 * messages are those of the record, with their fields in its order.
 *
 * <p>Source: {@code send_turn} of vLLM's benchmark_serving_multi_turn.py.
 */
public final class RecordedConversation implements Conversation {

  private static final String CONTENT = "content";

  private final Optional<String> id;
  private final List<Turn> turns;
  private final List<JsonNode> answers;
  private final int place;
  private final History history;

  private RecordedConversation(
      Optional<String> id, List<Turn> turns, List<JsonNode> answers, int place, History history) {
    this.id = id;
    this.turns = turns;
    this.answers = answers;
    this.place = place;
    this.history = history;
  }

  /**
   * One that begins.
   *
   * @param messages a user's and an assistant's in turn; may end with a user's
   * @param maxTokens output tokens of each turn, as many as there are users' messages
   */
  public static RecordedConversation of(
      Optional<String> id, List<JsonNode> messages, List<OptionalInt> maxTokens) {
    List<Turn> turns = new ArrayList<>();
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (i % 2 == 0) {
        turns.add(new Turn(List.of(messages.get(i)), 0, maxTokens.get(i / 2)));
      } else {
        answers.add(messages.get(i));
      }
    }
    return new RecordedConversation(id, List.copyOf(turns), List.copyOf(answers), 0, History.EMPTY);
  }

  @Override
  public Optional<String> id() {
    return id;
  }

  @Override
  public Optional<Turn> next() {
    return place < turns.size() ? Optional.of(turns.get(place)) : Optional.empty();
  }

  @Override
  public List<JsonNode> messages() {
    return asked().messages();
  }

  @Override
  public Conversation answered(Answer answer) {
    JsonNode said =
        place < answers.size()
            ? replaced(answers.get(place), answer)
            : KeptAnswer.TEXT.message(answer);
    return new RecordedConversation(id, turns, answers, place + 1, asked().with(said));
  }

  private static JsonNode replaced(JsonNode recorded, Answer answer) {
    ObjectNode copy = recorded.deepCopy();
    return copy.put(CONTENT, answer.text());
  }

  private History asked() {
    return history.with(next().orElseThrow(() -> new IllegalStateException("it is over")).adds());
  }
}
