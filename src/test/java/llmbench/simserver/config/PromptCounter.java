package llmbench.simserver.config;

import java.util.List;

/** Counts tokens as the simulated model does. Thread-safe; called off the event loops. */
public interface PromptCounter {

  /** One message of a chat. */
  record Turn(String role, String content) {}

  /** How many tokens a chat has, with its template and the opened turn of the assistant. */
  int chat(List<Turn> turns);

  /** The tokens of a chat, with its template and the opened turn of the assistant. */
  int[] encodeChat(List<Turn> turns);

  /** How many tokens a text has. */
  int text(String text);

  /** The tokens of a text. */
  int[] encode(String text);

  /** The text of tokens. */
  String decode(int[] tokens);
}
