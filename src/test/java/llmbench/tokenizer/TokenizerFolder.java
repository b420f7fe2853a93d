package llmbench.tokenizer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.IoReason;

/** The files of a tokenizer, as they lie beside each other. */
final class TokenizerFolder {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final byte[] tokenizerJson;
  private final ObjectNode config;
  private final ObjectNode modelConfig;
  private final Optional<String> template;
  private final boolean hasConfig;
  private final boolean hasTekken;

  /**
   * A folder.
   *
   * @param name what it was opened from, for people
   * @param tokenizerJson the bytes of tokenizer.json
   * @param config tokenizer_config.json; empty where there is none
   * @param modelConfig the model's config.json; empty where there is none
   * @param template chat_template.jinja
   * @param hasConfig whether there is a tokenizer_config.json, without which the tools open nothing
   * @param hasTekken whether there is a tekken.json, Mistral's own form
   */
  TokenizerFolder(
      String name,
      byte[] tokenizerJson,
      ObjectNode config,
      ObjectNode modelConfig,
      Optional<String> template,
      boolean hasConfig,
      boolean hasTekken) {
    this.name = name;
    this.tokenizerJson = tokenizerJson;
    this.config = config;
    this.modelConfig = modelConfig;
    this.template = template;
    this.hasConfig = hasConfig;
    this.hasTekken = hasTekken;
  }

  /**
   * Reads what lies beside a tokenizer.json.
   *
   * @throws IOException when that file can't be read
   * @throws TokenizerException when one beside it can't; the message says which
   */
  static TokenizerFolder beside(String name, Path tokenizerJson) throws IOException {
    Path folder = tokenizerJson.toAbsolutePath().resolveSibling(".").normalize();
    Path tokenizerConfig = folder.resolve("tokenizer_config.json");
    Path template = folder.resolve("chat_template.jinja");
    ObjectNode config = object(name, tokenizerConfig);
    if (!config.has(LegacyTokens.DECODER)) {
      config =
          LegacyTokens.merged(
              config,
              object(name, folder.resolve("special_tokens_map.json")),
              object(name, folder.resolve("added_tokens.json")));
    }
    return new TokenizerFolder(
        name,
        Files.readAllBytes(tokenizerJson),
        config,
        object(name, folder.resolve("config.json")),
        Optional.of(template)
            .filter(Files::isRegularFile)
            .map(file -> read(name, file, Files::readString)),
        Files.isRegularFile(tokenizerConfig),
        Files.isRegularFile(folder.resolve("tekken.json")));
  }

  static ObjectNode object(byte[] json) throws IOException {
    return JSON.readTree(json) instanceof ObjectNode object
        ? object
        : JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode object(String name, Path file) {
    return Files.isRegularFile(file)
        ? read(name, file, path -> object(Files.readAllBytes(path)))
        : JsonNodeFactory.instance.objectNode();
  }

  private interface Reading<T> {
    T of(Path file) throws IOException;
  }

  private static <T> T read(String name, Path file, Reading<T> reading) {
    try {
      return reading.of(file);
    } catch (IOException e) {
      String why =
          e instanceof JacksonException json
              ? "it is no JSON (" + json.getOriginalMessage() + ")"
              : IoReason.of(e);
      throw new TokenizerException(
          "The tokenizer '%s' can't be opened: %s, which lies beside its tokenizer.json, can't be"
                  .formatted(name, file)
              + " read: %s. Mend the file, or pass a copy of the folder without it."
                  .formatted(why.lines().findFirst().orElse("")),
          e);
    }
  }

  /** What it was opened from, for people. */
  String name() {
    return name;
  }

  /** The bytes of tokenizer.json; not to be changed. */
  byte[] tokenizerJson() {
    return tokenizerJson;
  }

  /** The content of tokenizer_config.json; empty where there is none. */
  ObjectNode config() {
    return config;
  }

  /** The model's config.json; empty where there is none. */
  ObjectNode modelConfig() {
    return modelConfig;
  }

  /** The content of chat_template.jinja. */
  Optional<String> template() {
    return template;
  }

  /** Whether there is a tokenizer_config.json, without which the tools open nothing. */
  boolean hasConfig() {
    return hasConfig;
  }

  /** Whether there is a tekken.json, Mistral's own form. */
  boolean hasTekken() {
    return hasTekken;
  }

  /** The text of a key of tokenizer_config.json; empty where it has none. */
  String text(String key) {
    return config.path(key).isTextual() ? config.path(key).textValue() : "";
  }

  /** Its value, where a missing key and null are the same. */
  JsonNode value(String key) {
    JsonNode value = config.path(key);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  String modelType() {
    return modelConfig.path("model_type").asText("");
  }
}
