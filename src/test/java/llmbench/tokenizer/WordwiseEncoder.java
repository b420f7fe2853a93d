package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a text as its pieces, each of which is encoded once and remembered. The result is that of
 * the whole text; long prompts from one vocabulary become an order of magnitude quicker.
 *
 * <p>A piece ends where a letter is followed by an ASCII character that is no letter. The splitting
 * patterns of GPT-2, Llama 3 and Qwen2 end a word there whatever surrounds it: a match that holds
 * the last letter of a run goes no further, and nothing looks behind. NFC doesn't join across such
 * a place either. A text is split at its added tokens first, as the library does it; where a
 * tokenizer is of another kind, or looks for added tokens in the normalized text and one of them
 * could be there, the text is encoded as a whole.
 *
 * <p>Thread-safe; what it remembers is bounded.
 */
final class WordwiseEncoder {

  private static final int MAX_PIECES = 1 << 17;
  private static final int MAX_PIECE_CHARS = 96;

  private static final String BEHIND_THE_NUMBER =
      "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
  private static final String BEFORE_THE_NUMBER =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|";

  /** The splitting patterns that the class comment's reasoning was made for: Qwen2, Llama 3. */
  private static final Set<String> PATTERNS =
      Set.of(
          BEFORE_THE_NUMBER + "\\p{N}" + BEHIND_THE_NUMBER,
          BEFORE_THE_NUMBER + "\\p{N}{1,3}" + BEHIND_THE_NUMBER);

  private final Function<String, int[]> whole;
  private final List<String> addedTokens;
  private final List<String> addedStarts;
  private final boolean splitsAtTokens;
  private final Map<String, int[]> known = new ConcurrentHashMap<>();

  WordwiseEncoder(Function<String, int[]> whole, List<String> addedTokens) {
    this(whole, addedTokens, false);
  }

  /**
   * An encoder.
   *
   * @param splitsAtTokens whether every added token is looked for in the text as it is written, and
   *     not in the normalized one
   */
  WordwiseEncoder(Function<String, int[]> whole, List<String> addedTokens, boolean splitsAtTokens) {
    this.whole = whole;
    this.addedTokens = List.copyOf(addedTokens);
    this.splitsAtTokens = splitsAtTokens;
    this.addedStarts =
        addedTokens.stream()
            .map(token -> token.substring(0, Math.min(2, token.length())))
            .distinct()
            .toList();
  }

  /** Whether the class comment's reasoning holds for this tokenizer. */
  static boolean fits(TokenizerJson json, List<AddedToken> added) {
    String normalizer = json.part("normalizer").path("type").asText("");
    return json.modelType().equals("BPE")
        && (normalizer.isEmpty() || normalizer.equals("NFC"))
        && splitsAfterLetters(json.part("pre_tokenizer"))
        && added.stream()
            .allMatch(token -> token.isBare() && (!token.normalized() || isAscii(token.content())));
  }

  private static boolean splitsAfterLetters(JsonNode preTokenizer) {
    if (preTokenizer.path("type").asText().equals("ByteLevel")) {
      return preTokenizer.path("use_regex").asBoolean(true)
          && !preTokenizer.path("add_prefix_space").asBoolean(true);
    }
    var parts = preTokenizer.path("pretokenizers");
    return preTokenizer.path("type").asText().equals("Sequence")
        && parts.size() == 2
        && parts.path(0).path("type").asText().equals("Split")
        && parts.path(0).path("behavior").asText().equals("Isolated")
        && !parts.path(0).path("invert").asBoolean()
        && PATTERNS.contains(parts.path(0).path("pattern").path("Regex").asText())
        && parts.path(1).path("type").asText().equals("ByteLevel")
        && !parts.path(1).path("use_regex").asBoolean(true)
        && !parts.path(1).path("add_prefix_space").asBoolean(true);
  }

  int[] encode(String text) {
    Ids ids = new Ids(Math.max(16, text.length() / 2));
    if (splitsAtTokens) {
      betweenTokens(text, ids);
    } else if (mayHoldAddedToken(text)) {
      return whole.apply(text);
    } else {
      words(text, 0, text.length(), ids);
    }
    return ids.toArray();
  }

  /** Of the tokens that begin leftmost the longest counts, as in the library. */
  private void betweenTokens(String text, Ids ids) {
    boolean any = addedStarts.stream().anyMatch(text::contains);
    int start = 0;
    int place = any ? 0 : text.length();
    while (place < text.length()) {
      String token = tokenAt(text, place);
      if (token == null) {
        place++;
      } else {
        words(text, start, place, ids);
        ids.add(piece(token));
        place += token.length();
        start = place;
      }
    }
    words(text, start, text.length(), ids);
  }

  private @Nullable String tokenAt(String text, int place) {
    String longest = null;
    for (String token : addedTokens) {
      if (text.startsWith(token, place) && (longest == null || token.length() > longest.length())) {
        longest = token;
      }
    }
    return longest;
  }

  /** Encodes a part of a text word by word. */
  private void words(String text, int from, int to, Ids ids) {
    int start = from;
    for (int end = from + 1; end <= to; end++) {
      if (end == to || isWordEnd(text.charAt(end - 1), text.charAt(end))) {
        ids.add(piece(text.substring(start, end)));
        start = end;
      }
    }
  }

  /** Ids that become more. */
  private static final class Ids {

    private int[] ids;
    private int count;

    Ids(int capacity) {
      ids = new int[capacity];
    }

    void add(int[] more) {
      if (count + more.length > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(ids.length * 2, count + more.length));
      }
      System.arraycopy(more, 0, ids, count, more.length);
      count += more.length;
    }

    int[] toArray() {
      return Arrays.copyOf(ids, count);
    }
  }

  private int[] piece(String text) {
    int[] ids = known.get(text);
    if (ids == null) {
      ids = whole.apply(text);
      if (text.length() <= MAX_PIECE_CHARS && known.size() < MAX_PIECES) {
        known.put(text, ids);
      }
    }
    return ids;
  }

  private boolean mayHoldAddedToken(String text) {
    for (String start : addedStarts) {
      if (text.contains(start)) {
        return addedTokens.stream().anyMatch(text::contains) || turnsAscii(text);
      }
    }
    return turnsAscii(text);
  }

  /** The three characters that NFC turns into ASCII ones, so that an added token could appear. */
  private static boolean turnsAscii(String text) {
    return text.indexOf('\u037e') >= 0
        || text.indexOf('\u1fef') >= 0
        || text.indexOf('\u212a') >= 0;
  }

  private static boolean isWordEnd(char before, char after) {
    return after < 0x80 && !isAsciiLetter(after) && isLetter(before);
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Letters that every version of Unicode since 6 has, so that all libraries agree on them. */
  private static boolean isLetter(char c) {
    if (c < 0x80) {
      return isAsciiLetter(c);
    }
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7)
        || (c >= 0x391 && c <= 0x3A9 && c != 0x3A2)
        || (c >= 0x3B1 && c <= 0x3CE)
        || (c >= 0x400 && c <= 0x481)
        || (c >= 0x5D0 && c <= 0x5EA)
        || (c >= 0x620 && c <= 0x64A && c != 0x640)
        || (c >= 0xE01 && c <= 0xE30)
        || (c >= 0x1EA0 && c <= 0x1EF9)
        || (c >= 0x3041 && c <= 0x3096)
        || (c >= 0x30A1 && c <= 0x30FA)
        || (c >= 0x4E00 && c <= 0x9FA5)
        || (c >= 0xAC00 && c <= 0xD7A3);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
