package llmbench.tokenizer;

import java.util.List;
import java.util.Optional;

/**
 * A tokenizer that was found.
 *
 * @param tokenizer the tokenizer
 * @param chatTemplate the chat template that lies beside it; empty when there is none
 * @param facts what was recognised of it
 * @param notes what a user should know about the choice, whole sentences; empty when it is what was
 *     asked for
 */
public record Opened(
    Tokenizer tokenizer,
    Optional<ChatTemplate> chatTemplate,
    TokenizerFacts facts,
    List<String> notes) {

  /** Of a run that has no tokenizer. */
  public static Opened none() {
    return NoTokenizer.OPENED;
  }

  /** Whether there is no tokenizer: then nothing may be asked of it. */
  public boolean isNone() {
    return tokenizer instanceof NoTokenizer;
  }

  public Opened {
    notes = List.copyOf(notes);
  }
}
