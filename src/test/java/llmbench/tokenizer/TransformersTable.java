package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one generation of transformers knows of models and tokenizer classes, taken from its source
 * by {@code bench/tokenizer_facts.py tables}.
 */
final class TransformersTable {

  /** Where a class takes its pipeline from. */
  enum Pipeline {
    /** The tokenizer.json as it is. */
    FILE,
    /** Its own code, with vocabulary, merges, added tokens and post-processor of the file. */
    OWN,
    /** Something else than a tokenizer.json. */
    OTHER
  }

  private static final Map<Transformers, TransformersTable> READ = new ConcurrentHashMap<>();

  private final Transformers transformers;
  private final JsonNode table;

  private TransformersTable(Transformers transformers, JsonNode table) {
    this.transformers = transformers;
    this.table = table;
  }

  static TransformersTable of(Transformers transformers) {
    return READ.computeIfAbsent(transformers, TransformersTable::read);
  }

  private static TransformersTable read(Transformers transformers) {
    String name = "/llm-bench/tokenizers/transformers-" + transformers.label() + ".json";
    try (InputStream in = TransformersTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new TransformersTable(transformers, JsonMapper.builder().build().readTree(in));
    } catch (IOException e) {
      throw new IllegalStateException(name + " can't be read", e);
    }
  }

  /** The class that is registered for a {@code model_type}. */
  Optional<String> classOf(String modelType) {
    return Optional.ofNullable(table.path("model_types").path(modelType).textValue());
  }

  /** Whether files of this {@code model_type} are known to name a wrong class. */
  boolean isKnownToBeWrong(String modelType) {
    for (JsonNode wrong : table.path("known_to_be_wrong")) {
      if (wrong.asText().equals(modelType)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the class takes its pipeline from; empty for one that isn't known. Transformers 4 takes
   * the file's even where the class has code of its own.
   */
  Optional<Pipeline> pipeline(String className) {
    return switch (table.path("classes").path(className).path("pipeline").asText()) {
      case "file" -> Optional.of(Pipeline.FILE);
      case "own" -> Optional.of(transformers == Transformers.V5 ? Pipeline.OWN : Pipeline.FILE);
      case "other" -> Optional.of(Pipeline.OTHER);
      default -> Optional.empty();
    };
  }

  /** The tokens that a class has in a role where nobody names another. */
  Map<String, String> roles(String className) {
    Map<String, String> roles = new LinkedHashMap<>();
    table
        .path("classes")
        .path(className)
        .path("roles")
        .properties()
        .forEach(role -> roles.put(role.getKey(), role.getValue().asText()));
    return roles;
  }
}
