package llmbench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Hugging Face's own tokenizers library, by way of DJL.
 *
 * <p>Thread-safe: the library only reads the tokenizer. It is called below DJL's {@code Encoding},
 * which would copy masks, offsets and token texts that nobody here looks at.
 */
final class DjlTokenizer implements Tokenizer {

  private static final Map<String, String> AS_IT_IS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final String name;
  private final HuggingFaceTokenizer library;
  private final TokenizerFacts facts;
  private final int[] byteFallbackIds;
  private final int[] specialIds;
  private final Function<String, int[]> encode;

  /**
   * A tokenizer.
   *
   * @param json what the library was given
   * @param added the added tokens
   */
  DjlTokenizer(
      String name,
      HuggingFaceTokenizer library,
      TokenizerFacts facts,
      TokenizerJson json,
      List<AddedToken> added) {
    this.name = name;
    this.library = library;
    this.facts = facts;
    this.byteFallbackIds =
        json.vocabulary().byteIds().stream().mapToInt(id -> id).sorted().toArray();
    this.specialIds = facts.specialIds().stream().mapToInt(id -> id).toArray();
    this.encode = WordwiseEncoder.fits(json, added) ? wordwise(added)::encode : this::encodeWhole;
  }

  /**
   * Gives the library the bytes of a tokenizer.json.
   *
   * @throws IOException when they can't be read as one; the message says what is wrong
   */
  static HuggingFaceTokenizer library(byte[] tokenizerJson) throws IOException {
    stayQuiet();
    try {
      return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(tokenizerJson), AS_IT_IS);
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** How many special tokens it puts around a text, as the post-processor says. */
  static int addedSpecialTokens(HuggingFaceTokenizer library) {
    return library.encode("", true, false).getIds().length;
  }

  /**
   * Has the library download a hub's tokenizer.json into the local Hugging Face cache.
   *
   * @throws IOException when it couldn't
   */
  static void download(String hubId) throws IOException {
    stayQuiet();
    try {
      HuggingFaceTokenizer.newInstance(hubId, AS_IT_IS).close();
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** DJL reports its use to its makers and looks for GPUs, unless it is told not to. */
  private static void stayQuiet() {
    for (String property : List.of("OPT_OUT_TRACKING", "ai.djl.offline")) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, "true");
      }
    }
  }

  private WordwiseEncoder wordwise(List<AddedToken> added) {
    return new WordwiseEncoder(
        this::encodeWhole,
        added.stream().map(AddedToken::content).toList(),
        added.stream().noneMatch(AddedToken::normalized));
  }

  @Override
  public int[] encode(String text) {
    return encode.apply(text);
  }

  int[] encodeWhole(String text) {
    long encoding = TokenizersLibrary.LIB.encode(library.getHandle(), wellFormed(text), false);
    try {
      long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
      int[] result = new int[ids.length];
      for (int i = 0; i < ids.length; i++) {
        result[i] = (int) ids[i];
      }
      return result;
    } finally {
      TokenizersLibrary.LIB.deleteEncoding(encoding);
      Reference.reachabilityFence(library);
    }
  }

  /** Half a surrogate pair would have the library misread the rest of the text as well. */
  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      repaired = repaired == null ? new StringBuilder(text) : repaired;
      repaired.setCharAt(i, '\ufffd');
    }
    return repaired == null ? text : repaired.toString();
  }

  @Override
  public String decode(int[] ids) {
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    try {
      String text = TokenizersLibrary.LIB.decode(library.getHandle(), wide, false);
      return facts.cleansUp() ? CleanUp.of(text) : text;
    } finally {
      Reference.reachabilityFence(library);
    }
  }

  @Override
  public int vocabSize() {
    return facts.vocabSize();
  }

  @Override
  public int size() {
    return facts.size();
  }

  @Override
  public int[] byteFallbackIds() {
    return byteFallbackIds.clone();
  }

  @Override
  public int[] specialIds() {
    return specialIds.clone();
  }

  @Override
  public int addedSpecialTokens() {
    return facts.addedSpecialTokens();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
