package llmbench.tokenizer;

/**
 * Text to token ids and back, as Hugging Face's tokenizers do it.
 *
 * <p>Thread-safe.
 */
public interface Tokenizer {

  /** The token ids of {@code text}, without special tokens, never cut or padded. */
  int[] encode(String text);

  /**
   * The text of these ids; special tokens are kept. Blanks are cleaned up where transformers does
   * so.
   */
  String decode(int[] ids);

  /** How many tokens {@code text} has, without special tokens. */
  default int count(String text) {
    return encode(text).length;
  }

  /** Size of the base vocabulary: its entries, added tokens or not (Qwen2.5: 151643). */
  int vocabSize();

  /** The same with the added tokens that are not in it (Qwen2.5: 151665); a count, not an id. */
  default int size() {
    return vocabSize();
  }

  /**
   * Ids of the tokens that stand for single bytes, {@code <0x00>} and so on; mostly there are none.
   */
  default int[] byteFallbackIds() {
    return new int[0];
  }

  /** Ids of the special tokens, ascending. */
  int[] specialIds();

  /** How many special tokens the tokenizer adds to a text by itself (Qwen2.5: 0). */
  int addedSpecialTokens();

  /** What it was opened from, for people: {@code Qwen2.5 (bundled)}, a path or a hub id. */
  String name();
}
