package llmbench.dataset.conversations;

import java.util.List;
import java.util.OptionalInt;
import llmbench.conversation.Turn;

/**
 * A turn of vLLM's Rust client.
 *
 * @param text that a user says
 * @param tokens of it
 * @param outputTokens that are asked for
 */
record RustTurn(String text, int tokens, int outputTokens) {

  Turn turn() {
    return new Turn(List.of(RustTexts.message(text)), 0, OptionalInt.of(outputTokens));
  }
}
