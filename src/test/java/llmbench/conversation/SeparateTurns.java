package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A conversation whose turns each send what their user says then and nothing of what was said
 * before: they only share how they begin.
 *
 * @param turns those that are left, in order
 * @param id by which a router knows them to be of one conversation
 */
public record SeparateTurns(List<Turn> turns, Optional<String> id) implements Conversation {

  public SeparateTurns {
    turns = List.copyOf(turns);
  }

  @Override
  public Optional<Turn> next() {
    return turns.stream().findFirst();
  }

  @Override
  public List<JsonNode> messages() {
    return next().orElseThrow(() -> new IllegalStateException("it is over")).adds();
  }

  @Override
  public Conversation answered(Answer answer) {
    return new SeparateTurns(turns.subList(1, turns.size()), id);
  }
}
