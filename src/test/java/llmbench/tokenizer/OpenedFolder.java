package llmbench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.tokenizer.TransformersTable.Pipeline;

/** Opens the files of a tokenizer by the rules of one generation of transformers. */
final class OpenedFolder {

  /** Classes of transformers 4 that replace the post-processor, and add what their config says. */
  private static final Set<String> ADD_BY_CONFIG =
      Set.of("CohereTokenizer", "GemmaTokenizer", "LlamaTokenizer");

  private static final String NEOX = "GPTNeoXTokenizer";
  private static final String PREFIX_SPACE = "add_prefix_space";

  private final Transformers transformers;
  private final TokenizerFolder folder;
  private final TokenizerClass kind;
  private final boolean own;

  private OpenedFolder(Transformers transformers, TokenizerFolder folder) {
    this.transformers = transformers;
    this.folder = folder;
    this.kind = TokenizerClass.of(transformers, folder);
    this.own = kind.pipeline() == Pipeline.OWN;
  }

  /**
   * Opens them.
   *
   * @throws IOException when the tokenizer.json is none; the message says what is wrong
   * @throws TokenizerException when a rule can't be kept; the message names it
   */
  static Opened open(Transformers transformers, TokenizerFolder folder) throws IOException {
    OpenedFolder opening = new OpenedFolder(transformers, folder);
    TokenizerRule.check(transformers, folder, opening.kind);
    return opening.opened();
  }

  private Opened opened() throws IOException {
    // A role's token may hang on the file's padding; what could be one is looked for in any case.
    TokenizerJson file = TokenizerJson.read(folder.tokenizerJson(), wanted());
    SpecialTokens special =
        folder.hasConfig()
            ? SpecialTokens.of(transformers, folder, kind, file.part("padding"))
            : SpecialTokens.marked(file.addedTokens());
    AddedTokens added = AddedTokens.of(folder, file, special, own);
    if (kind.is("Qwen2Tokenizer") && own) {
      added = added.withPlain(special.all());
    }
    TokenizerJson changed = file.with(parts(file, special, added));
    boolean same = changed.parts().equals(file.parts());
    byte[] bytes = same ? folder.tokenizerJson() : changed.over(folder.tokenizerJson());
    boolean cleansUp = CleanUp.isAsked(transformers, folder, file.modelType());
    try {
      HuggingFaceTokenizer library = DjlTokenizer.library(bytes);
      TokenizerFacts facts =
          new TokenizerFacts(
              transformers,
              kind.name(),
              own,
              cleansUp,
              file.vocabulary().size(),
              file.vocabulary().size() + added.beside(file.vocabulary()),
              addedSpecialTokens(library, special),
              added.ids(special.all()));
      Tokenizer tokenizer =
          new DjlTokenizer(
              folder.name(), library, facts, changed, List.copyOf(added.tokens().values()));
      return new Opened(
          tokenizer, ChatTemplate.of(transformers, folder, special), facts, List.of());
    } catch (RuntimeException e) {
      if (e instanceof TokenizerException) {
        throw e;
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private Set<String> wanted() {
    Set<String> wanted =
        new HashSet<>(TransformersTable.of(transformers).roles(kind.name()).values());
    for (JsonNode value : folder.config()) {
      wanted.add(AddedToken.content(value));
      if (value.isContainerNode()) {
        value.forEach(item -> wanted.add(AddedToken.content(item)));
      }
    }
    return wanted;
  }

  private ObjectNode parts(TokenizerJson file, SpecialTokens special, AddedTokens added) {
    ObjectNode parts =
        own ? OwnPipeline.over(file.parts(), kind, folder, special) : file.parts().deepCopy();
    if (!added.toJson().equals(withoutIds(file, added))) {
      parts.set("added_tokens", added.toJson());
    }
    JsonNode splitting = parts.path("pre_tokenizer");
    boolean prefix = folder.value(PREFIX_SPACE).asBoolean();
    boolean differs =
        transformers == Transformers.V4
            && splitting.path("type").asText().equals("ByteLevel")
            && !kind.is("LlamaTokenizer")
            && splitting.path(PREFIX_SPACE).asBoolean(true) != prefix;
    if (differs) {
      ((ObjectNode) splitting).put(PREFIX_SPACE, prefix);
    }
    return parts;
  }

  /** The file's added tokens in our form; the ids that it writes don't count. */
  private static JsonNode withoutIds(TokenizerJson file, AddedTokens added) {
    Map<String, AddedToken> tokens = new LinkedHashMap<>();
    file.addedTokens()
        .forEach(token -> tokens.put(AddedToken.content(token), AddedToken.of(token)));
    return tokens.keySet().equals(added.tokens().keySet())
        ? new AddedTokens(tokens, added.ids()).toJson()
        : file.addedTokens();
  }

  private int addedSpecialTokens(HuggingFaceTokenizer library, SpecialTokens special) {
    boolean neox = kind.is(NEOX);
    if (transformers == Transformers.V4 && (neox || ADD_BY_CONFIG.contains(kind.name()))) {
      return adds("add_bos_token", "bos_token", !neox, special)
          + adds("add_eos_token", "eos_token", false, special);
    }
    return DjlTokenizer.addedSpecialTokens(library);
  }

  private int adds(String setting, String role, boolean standard, SpecialTokens special) {
    JsonNode config = folder.config();
    boolean adds = config.has(setting) ? config.path(setting).asBoolean() : standard;
    if (adds && !special.roles().containsKey(role)) {
      throw TokenizerRule.broken(
          folder,
          "its %s is on and it has no %s, which transformers 4 refuses".formatted(setting, role),
          "Set %s to false in a copy of tokenizer_config.json.".formatted(setting));
    }
    return adds ? 1 : 0;
  }
}
