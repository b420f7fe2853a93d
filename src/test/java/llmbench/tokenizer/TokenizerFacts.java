package llmbench.tokenizer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was recognised of a tokenizer, by the rules of the transformers that the tool runs on
 * (docs/tokenizers.md).
 *
 * @param transformers whose rules
 * @param tokenizerClass of transformers, without {@code Fast}
 * @param ownPipeline whether that class builds its pipeline itself, and doesn't take the file's
 * @param cleansUp whether blanks before punctuation go from what is decoded
 * @param vocabSize entries of the vocabulary
 * @param size the same, with the added tokens that are not in it
 * @param addedSpecialTokens how many it adds to a text by itself ({@code num_special})
 * @param specialIds ids of the special tokens, ascending
 */
public record TokenizerFacts(
    Transformers transformers,
    String tokenizerClass,
    boolean ownPipeline,
    boolean cleansUp,
    int vocabSize,
    int size,
    int addedSpecialTokens,
    List<Integer> specialIds) {

  /** Of no tokenizer: nothing. */
  static final TokenizerFacts NONE =
      new TokenizerFacts(Transformers.V5, "", false, false, 0, 0, 0, List.of());

  public TokenizerFacts {
    specialIds = List.copyOf(specialIds);
  }

  /** The same by other rules, where these come to the same. */
  TokenizerFacts by(Transformers other) {
    return new TokenizerFacts(
        other,
        tokenizerClass,
        ownPipeline && other == Transformers.V5,
        cleansUp,
        vocabSize,
        size,
        addedSpecialTokens,
        specialIds);
  }

  /** Half a sentence for people: how large it is, and by whose rules it was opened. */
  public String said() {
    return String.format(
        Locale.ROOT,
        "%,d tokens, %s of them special; opened as transformers %s does (%s, by %s)%s%s",
        size,
        specialIds.isEmpty() ? "none" : specialIds.size(),
        transformers.label(),
        tokenizerClass,
        ownPipeline ? "that class's own rules" : "the rules in its tokenizer.json",
        addedSpecialTokens == 0 ? "" : "; adds " + addedSpecialTokens + " of them to each text",
        cleansUp ? "; drops blanks before punctuation" : "");
  }

  /** As run.json has them: names and values, in order; empty without a tokenizer. */
  public Map<String, String> recorded() {
    if (equals(NONE)) {
      return Map.of();
    }
    Map<String, String> recorded = new LinkedHashMap<>();
    recorded.put("transformers", transformers.label());
    recorded.put("class", tokenizerClass);
    recorded.put("pipeline", ownPipeline ? "class" : "tokenizer.json");
    recorded.put("clean_up", Boolean.toString(cleansUp));
    recorded.put("vocab_size", Integer.toString(vocabSize));
    recorded.put("len", Integer.toString(size));
    recorded.put("num_special", Integer.toString(addedSpecialTokens));
    recorded.put("special_ids", String.join(", ", ranges()));
    return recorded;
  }

  private List<String> ranges() {
    List<String> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < specialIds.size(); i++) {
      boolean ends = i + 1 == specialIds.size() || specialIds.get(i + 1) != specialIds.get(i) + 1;
      if (ends) {
        int from = specialIds.get(first);
        int to = specialIds.get(i);
        ranges.add(from == to ? "" + from : from + "–" + to);
        first = i + 1;
      }
    }
    return ranges;
  }
}
