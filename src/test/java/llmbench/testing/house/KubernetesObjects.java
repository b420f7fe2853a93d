package llmbench.testing.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the files of {@code deploy/} say, as trees, and what the Kubernetes API thinks of it. */
final class KubernetesObjects {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path SCHEMA = Path.of("src/test/resources/golden/kubernetes/v1.32.json");

  /** How the API's description calls each kind. */
  private static final Map<String, String> DEFINITIONS =
      Map.of(
          "Job", "io.k8s.api.batch.v1.Job",
          "PersistentVolumeClaim", "io.k8s.api.core.v1.PersistentVolumeClaim",
          "ConfigMap", "io.k8s.api.core.v1.ConfigMap",
          "Secret", "io.k8s.api.core.v1.Secret");

  private final JsonNode definitions;
  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  KubernetesObjects() throws IOException {
    definitions = JSON.readTree(SCHEMA.toFile()).get("$defs");
  }

  /** The objects of a file, or of what a tool printed. */
  static List<JsonNode> of(String yaml) {
    List<JsonNode> objects = new ArrayList<>();
    for (Object object : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
      objects.add(JSON.valueToTree(object));
    }
    return objects;
  }

  /** The one object of a file. */
  static JsonNode in(Path file) throws IOException {
    return of(Files.readString(file)).get(0);
  }

  /** What the API would refuse of it: nothing, if all is well. */
  List<String> troubles(JsonNode object) {
    String kind = object.path("kind").asText();
    if (!DEFINITIONS.containsKey(kind)) {
      return List.of("no schema of " + kind);
    }
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$ref", "#/$defs/" + DEFINITIONS.get(kind));
    schema.set("$defs", definitions);
    return schemas.getSchema(schema).validate(object).stream().map(Object::toString).toList();
  }

  /** Lines of NAME=VALUE, as kustomize reads them. */
  static Map<String, String> env(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
  }

  static <T> List<T> each(JsonNode array, Function<JsonNode, T> what) {
    List<T> all = new ArrayList<>();
    array.forEach(element -> all.add(what.apply(element)));
    return all;
  }
}
