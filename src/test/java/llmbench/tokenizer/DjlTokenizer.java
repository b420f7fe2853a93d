package llmbench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Hugging Face's own tokenizer, through DJL's binding. */
final class DjlTokenizer implements Tokenizer {

  static {
    // DJL would otherwise report its use over the network, and look for newer files there.
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private static final Map<String, String> AS_IT_IS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final Vocabulary vocabulary;
  private final String name;
  private final int addedSpecialTokens;

  private DjlTokenizer(HuggingFaceTokenizer tokenizer, Vocabulary vocabulary, String name) {
    this.tokenizer = tokenizer;
    this.vocabulary = vocabulary;
    this.name = name;
    this.addedSpecialTokens = tokenizer.encode("", true, false).getIds().length;
  }

  /**
   * A tokenizer from the bytes of a tokenizer.json.
   *
   * @param name what it was opened from, for people
   * @throws TokenizerException if they are none
   */
  static DjlTokenizer of(byte[] tokenizerJson, String name) {
    try {
      Vocabulary vocabulary = Vocabulary.of(tokenizerJson);
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(tokenizerJson), AS_IT_IS);
      return new DjlTokenizer(tokenizer, vocabulary, name);
    } catch (IOException | RuntimeException e) {
      throw new TokenizerException(
          name + " is no tokenizer.json that can be read: " + e.getMessage());
    }
  }

  /**
   * Downloads a tokenizer from the hub into its local cache.
   *
   * @throws RuntimeException from the binding when it can't be had
   */
  static void download(String hubId) {
    HuggingFaceTokenizer.newInstance(hubId, AS_IT_IS).close();
  }

  @Override
  public int[] encode(String text) {
    return Arrays.stream(tokenizer.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  @Override
  public String decode(int[] ids) {
    return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
  }

  @Override
  public int vocabSize() {
    return vocabulary.size();
  }

  @Override
  public int[] specialIds() {
    return vocabulary.specialIds().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public int addedSpecialTokens() {
    return addedSpecialTokens;
  }

  @Override
  public String name() {
    return name;
  }
}
