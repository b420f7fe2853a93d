package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A conversation whose user says what was known before, whatever is answered; answers go into the
 * history. Its turns are shared by all points of it.
 */
public final class KnownTurns implements Conversation {

  private final List<Turn> turns;
  private final Optional<String> id;
  private final KeptAnswer kept;
  private final int place;
  private final History history;

  private KnownTurns(
      List<Turn> turns, Optional<String> id, KeptAnswer kept, int place, History history) {
    this.turns = turns;
    this.id = id;
    this.kept = kept;
    this.place = place;
    this.history = history;
  }

  /**
   * One that begins.
   *
   * @param kept what stays of an answer
   */
  public static KnownTurns of(List<Turn> turns, Optional<String> id, KeptAnswer kept) {
    return new KnownTurns(List.copyOf(turns), id, kept, 0, History.EMPTY);
  }

  /** All its turns, those that are over as well. */
  public List<Turn> turns() {
    return turns;
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
    return new KnownTurns(turns, id, kept, place + 1, asked().with(kept.message(answer)));
  }

  private History asked() {
    return history.with(next().orElseThrow(() -> new IllegalStateException("it is over")).adds());
  }

  @Override
  public Optional<String> id() {
    return id;
  }
}
