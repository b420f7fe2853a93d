package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A conversation at some point: what the next turn sends, given the answers so far. Immutable, so
 * that a virtual user can hold it: an answer makes another one. What it holds and what makes it is
 * its own: turns that are known before, or made of the answer before; messages that are all the
 * conversation's, or a part of them.
 */
public interface Conversation {

  /** What its user does next; empty when it is over. */
  Optional<Turn> next();

  /**
   * All messages that this next turn sends, in order: mostly those so far and what the turn adds.
   * Meant to be called once a turn, since it makes a list of them.
   *
   * @throws IllegalStateException when it is over
   */
  List<JsonNode> messages();

  /** The conversation behind that turn, which was answered with this. */
  Conversation answered(Answer answer);

  /** By which a router knows its turns to be of one conversation; empty where nothing is sent. */
  default Optional<String> id() {
    return Optional.empty();
  }
}
