package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import llmbench.random.RustRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * Texts of vLLM's Rust client: tokens in the order of their ids from some place on, or drawn ones,
 * brought to a length.
 *
 * <p>Source: {@code rust/src/bench/src/datasets/multi_turn.rs} and {@code tokenizer.rs} of vLLM
 * 0.33. Thread-safe.
 */
final class RustTexts {

  private static final int RETRIES = 20;
  private static final long PREFIX_SEED = 0xDEAD;

  private final Tokenizer tokenizer;

  /** All tokens that aren't special. */
  private final int[] allowed;

  RustTexts(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    int[] special = tokenizer.specialIds();
    allowed =
        IntStream.range(0, tokenizer.size())
            .filter(id -> Arrays.binarySearch(special, id) < 0)
            .toArray();
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /** How many tokens there are, special ones too: places are drawn from so many. */
  int vocabulary() {
    return tokenizer.size();
  }

  /** How many there are to be taken. */
  int size() {
    return allowed.length;
  }

  /** So many tokens from a place on, as a text of that length; {@code make_token_seq}. */
  String from(long place, int length) {
    int[] ids = IntStream.range(0, length).map(i -> id(place + i)).toArray();
    return length == 0 ? "" : fitted(ids, length);
  }

  /** A text that all of a run's conversations have, of a seed; {@code generate_shared_prefix}. */
  String prefix(long seed, int length) {
    if (length == 0) {
      return "";
    }
    RustRandom random = new RustRandom(seed + PREFIX_SEED);
    int[] ids = new int[length];
    for (int i = 0; i < length; i++) {
      ids[i] = allowed[random.below(allowed.length)];
    }
    return fitted(ids, length);
  }

  private int id(long place) {
    return allowed[(int) (place % allowed.length)];
  }

  /**
   * {@code gen_prompt_to_target_len}: decodes and encodes until it has the length, filled up by ids
   * that hang on the length so far; at last what is too long is cut.
   */
  private String fitted(int[] tokens, int target) {
    int[] ids = tokens;
    for (int retry = 0; ; retry++) {
      String text = tokenizer.decode(ids);
      ids = tokenizer.encode(text);
      if (ids.length == target) {
        return text;
      }
      if (retry == RETRIES) {
        return tokenizer.decode(Arrays.copyOf(ids, Math.min(ids.length, target)));
      }
      ids = ids.length > target ? Arrays.copyOf(ids, target) : filled(ids, target);
    }
  }

  /** The place of each moves on by two: its number among them is added to a length that grows. */
  private int[] filled(int[] ids, int target) {
    int[] all = Arrays.copyOf(ids, target);
    for (int i = ids.length; i < target; i++) {
      all[i] = id(2L * i - ids.length);
    }
    return all;
  }

  /** A message of a user, whose content is a list of one text. */
  static JsonNode message(String text) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "user");
    message.putArray("content").addObject().put("type", "text").put("text", text);
    return message;
  }
}
