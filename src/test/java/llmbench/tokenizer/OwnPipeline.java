package llmbench.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines that classes of transformers 5 build themselves ({@code
 * models/…/tokenization_….py}): of the tokenizer.json they take vocabulary, merges, added tokens
 * and post-processor, and nothing else.
 */
final class OwnPipeline {

  private static final String SPACE = "▁";
  private static final String LETTERS = "[^\\r\\n\\p{L}\\p{N}]?";
  private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|";
  private static final String QWEN2 =
      CONTRACTIONS
          + LETTERS
          + "\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
  private static final String QWEN3_5 =
      CONTRACTIONS
          + LETTERS
          + "[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+"
          + "|\\s+(?!\\S)|\\s+";

  /** The classes that are known, and what each sets. */
  private static final Map<String, Consumer<OwnPipeline>> KNOWN =
      Map.of(
          "CohereTokenizer", OwnPipeline::cohere,
          "GPT2Tokenizer", pipeline -> pipeline.byteLevel(null),
          "GPTNeoXTokenizer", pipeline -> pipeline.byteLevel("NFC"),
          "GemmaTokenizer", OwnPipeline::gemma,
          "LlamaTokenizer", OwnPipeline::llama,
          "Qwen2Tokenizer", pipeline -> pipeline.qwen(QWEN2),
          "Qwen3_5Tokenizer", pipeline -> pipeline.qwen(QWEN3_5));

  private final TokenizerFolder folder;
  private final SpecialTokens special;
  private final ObjectNode parts;

  private OwnPipeline(TokenizerFolder folder, SpecialTokens special, ObjectNode parts) {
    this.folder = folder;
    this.special = special;
    this.parts = parts;
  }

  static boolean isKnown(TokenizerClass kind) {
    return KNOWN.containsKey(kind.name());
  }

  /** The parts of a tokenizer.json as this class, one that is known, would have them. */
  static ObjectNode over(
      ObjectNode file, TokenizerClass kind, TokenizerFolder folder, SpecialTokens special) {
    OwnPipeline pipeline = new OwnPipeline(folder, special, file.deepCopy());
    Objects.requireNonNull(KNOWN.get(kind.name()), kind.name()).accept(pipeline);
    return pipeline.parts;
  }

  /**
   * {@code LlamaTokenizer}: the blank before a text is the pre-tokenizer's, not the normalizer's.
   */
  private void llama() {
    boolean prefix = folder.value("add_prefix_space").asBoolean(true);
    boolean first = !folder.value("legacy").asBoolean();
    String prepend = first ? "first" : "always";
    parts.set("normalizer", NullNode.getInstance());
    parts.set(
        "pre_tokenizer",
        part("Metaspace")
            .put("replacement", SPACE)
            .put("prepend_scheme", prefix ? prepend : "never")
            .put("split", false));
    ArrayNode decoders = bytesAndSpaces();
    if (prefix) {
      decoders.add(part("Strip").put("content", " ").put("start", 1).put("stop", 0));
    }
    parts.set("decoder", part("Sequence").set("decoders", decoders));
    model("", true, true);
  }

  private void gemma() {
    ObjectNode space = part("Replace");
    space.putObject("pattern").put("String", " ");
    parts.set("normalizer", space.put("content", SPACE));
    ObjectNode split = part("Split");
    split.putObject("pattern").put("String", " ");
    parts.set("pre_tokenizer", split.put("behavior", "MergedWithPrevious").put("invert", false));
    parts.set("decoder", part("Sequence").set("decoders", bytesAndSpaces()));
    model(role("unk_token"), true, true);
  }

  private void cohere() {
    boolean prefix = folder.value("add_prefix_space").asBoolean();
    parts.set("normalizer", part("NFC"));
    ArrayNode splits = JsonNodeFactory.instance.arrayNode();
    splits.add(part("Digits").put("individual_digits", true));
    splits.add(bytes(prefix, true));
    parts.set("pre_tokenizer", part("Sequence").set("pretokenizers", splits));
    parts.set("decoder", bytes(prefix, true));
    model("", false, false);
  }

  private void byteLevel(@Nullable String normalizer) {
    parts.set("normalizer", normalizer == null ? NullNode.getInstance() : part(normalizer));
    parts.set("pre_tokenizer", bytes(folder.value("add_prefix_space").asBoolean(), true));
    parts.set("decoder", bytes(true, true));
    model("", false, false);
  }

  private void qwen(String pattern) {
    parts.set("normalizer", part("NFC"));
    ObjectNode split = part("Split");
    split.putObject("pattern").put("Regex", pattern);
    ArrayNode splits = JsonNodeFactory.instance.arrayNode();
    splits.add(split.put("behavior", "Isolated").put("invert", false));
    splits.add(bytes(folder.value("add_prefix_space").asBoolean(), false));
    parts.set("pre_tokenizer", part("Sequence").set("pretokenizers", splits));
    parts.set("decoder", bytes(true, true));
    model("", false, false);
  }

  private ArrayNode bytesAndSpaces() {
    ObjectNode space = part("Replace");
    space.putObject("pattern").put("String", SPACE);
    ArrayNode decoders = JsonNodeFactory.instance.arrayNode();
    decoders.add(space.put("content", " "));
    decoders.add(part("ByteFallback"));
    decoders.add(part("Fuse"));
    return decoders;
  }

  private static ObjectNode bytes(boolean prefix, boolean splits) {
    return part("ByteLevel")
        .put("add_prefix_space", prefix)
        .put("trim_offsets", true)
        .put("use_regex", splits);
  }

  private static ObjectNode part(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private String role(String role) {
    AddedToken token = special.roles().get(role);
    return token == null ? "None" : token.content();
  }

  /** All of them are BPE; an empty unknown token is none. */
  private void model(String unknown, boolean fusesUnknown, boolean fallsBackToBytes) {
    ObjectNode model = parts.putObject("model");
    model.put("type", "BPE");
    model.putNull("dropout");
    if (unknown.isEmpty()) {
      model.putNull("unk_token");
    } else {
      model.put("unk_token", unknown);
    }
    model.putNull("continuing_subword_prefix");
    model.putNull("end_of_word_suffix");
    model.put("fuse_unk", fusesUnknown);
    model.put("byte_fallback", fallsBackToBytes);
    model.put("ignore_merges", false);
  }
}
