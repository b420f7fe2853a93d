package llmbench.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import llmbench.tokenizer.TransformersTable.Pipeline;

/**
 * The class of transformers that opens a folder ({@code AutoTokenizer.from_pretrained}).
 *
 * @param name without {@code Fast}
 * @param pipeline where it takes its pipeline from; the file, if nobody knows it
 */
record TokenizerClass(String name, Pipeline pipeline) {

  private static final String BACKEND = "TokenizersBackend";
  private static final String MISTRAL = "MistralCommonBackend";
  private static final String LLAMA = "LlamaTokenizer";
  private static final Set<String> GENERIC =
      Set.of(BACKEND, "PreTrainedTokenizer", "PythonBackend", "BloomTokenizer");
  private static final String FAST = "Fast";

  /** The one that this generation of transformers takes. */
  static TokenizerClass of(Transformers transformers, TokenizerFolder folder) {
    TransformersTable table = TransformersTable.of(transformers);
    String name = transformers == Transformers.V4 ? old(table, folder) : recent(table, folder);
    return new TokenizerClass(name, table.pipeline(name).orElse(Pipeline.FILE));
  }

  boolean is(String wanted) {
    return name.equals(wanted);
  }

  /** The class that the files name; the tokenizer's own config first. */
  private static String hub(TokenizerFolder folder) {
    String own = folder.text("tokenizer_class");
    String name = own.isEmpty() ? folder.modelConfig().path("tokenizer_class").asText("") : own;
    return name.endsWith(FAST) ? name.substring(0, name.length() - FAST.length()) : name;
  }

  private static String old(TransformersTable table, TokenizerFolder folder) {
    Optional<String> registered = table.classOf(folder.modelType());
    String hub = hub(folder);
    String name = hub.isEmpty() ? registered.orElse("PreTrainedTokenizer") : hub;
    if (hasRemoteCode(folder) && registered.isEmpty() && table.pipeline(name).isEmpty()) {
      throw remoteCode(folder);
    }
    if (table.pipeline(name).isEmpty()) {
      throw TokenizerRule.broken(
          folder,
          "its class '" + name + "' is not one of transformers 4, which refuses it",
          "Choose a newer version of the tool by -Dllm.compat.");
    }
    return name;
  }

  private static String recent(TransformersTable table, TokenizerFolder folder) {
    boolean remote = hasRemoteCode(folder);
    boolean wrong = table.isKnownToBeWrong(folder.modelType());
    Optional<String> registered = table.classOf(folder.modelType());
    String hub = hub(folder);
    if (remote) {
      boolean ofTransformers = GENERIC.contains(hub) || table.pipeline(hub).isPresent();
      if (!wrong && registered.isEmpty() && !ofTransformers) {
        throw remoteCode(folder);
      }
      return known(table, hub.isEmpty() ? registered.orElse(BACKEND) : hub);
    }
    boolean mistral = registered.filter(MISTRAL::equals).isPresent();
    if (mistral && folder.hasTekken()) {
      throw TokenizerRule.broken(
          folder,
          "transformers 5 reads the tekken.json of a '%s' model, not its tokenizer.json"
              .formatted(folder.modelType()),
          "A copy of the folder without tekken.json is read by its tokenizer.json.");
    }
    if (hub.equals(LLAMA) && !mistral && !wrong && isByteLevel(folder)) {
      return BACKEND;
    }
    if (hub.isEmpty()) {
      return mistral ? BACKEND : known(table, registered.orElse(BACKEND));
    }
    if (registered.isEmpty() || registered.get().equals(hub)) {
      return known(table, hub);
    }
    String own = registered.get();
    return mistral || GENERIC.contains(own) ? BACKEND : known(table, wrong ? own : hub);
  }

  /** A name that transformers doesn't know makes no difference. */
  private static String known(TransformersTable table, String name) {
    return GENERIC.contains(name) || table.pipeline(name).isEmpty() ? BACKEND : name;
  }

  private static boolean hasRemoteCode(TokenizerFolder folder) {
    return folder.config().path("auto_map").isArray()
        || folder.config().path("auto_map").has("AutoTokenizer");
  }

  private static TokenizerException remoteCode(TokenizerFolder folder) {
    return TokenizerRule.broken(
        folder,
        "its auto_map names Python code of its own, which the tool runs only with"
            + " --trust-remote-code, and we can't",
        "Without auto_map and tokenizer_class in a copy of its tokenizer_config.json, its"
            + " tokenizer.json is read as it is.");
  }

  /** transformers looks for the word itself in the file. */
  private static boolean isByteLevel(TokenizerFolder folder) {
    String characters = new String(folder.tokenizerJson(), StandardCharsets.ISO_8859_1);
    return characters.contains("\"ByteLevel\"");
  }
}
