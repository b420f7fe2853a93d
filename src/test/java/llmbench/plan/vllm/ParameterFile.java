package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonRepr;

/**
 * The JSON of {@code --serve-params} and {@code --bench-params}: a list of sets, or an object of
 * sets by their names ({@code ParameterSweep.read_json}).
 */
final class ParameterFile {

  private static final String EXPECTED =
      "expected a list of objects such as [{\"max_concurrency\": 8}], or an object of them by name";

  private ParameterFile() {}

  /**
   * Its sets, in their order.
   *
   * @throws IllegalArgumentException with what is wrong, to follow the file's name
   */
  static List<ParameterSet> sets(String json) {
    JsonNode root = PythonJson.loads(json);
    if (root == null) {
      throw new IllegalArgumentException("it isn't JSON; " + EXPECTED);
    }
    List<ParameterSet> sets = root.isObject() ? byName(root) : list(root);
    checkNames(sets);
    return sets;
  }

  private static List<ParameterSet> byName(JsonNode root) {
    List<ParameterSet> sets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> named : root.properties()) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      values.put(ParameterSet.NAME, TextNode.valueOf(named.getKey()));
      values.putAll(values(named.getValue(), "'" + named.getKey() + "'"));
      sets.add(new ParameterSet(values));
    }
    return List.copyOf(sets);
  }

  private static List<ParameterSet> list(JsonNode root) {
    if (!root.isArray()) {
      throw new IllegalArgumentException("it is neither a list nor an object; " + EXPECTED);
    }
    List<ParameterSet> sets = new ArrayList<>();
    for (JsonNode each : root) {
      sets.add(new ParameterSet(values(each, "item " + (sets.size() + 1))));
    }
    return List.copyOf(sets);
  }

  private static Map<String, JsonNode> values(JsonNode set, String which) {
    if (!set.isObject()) {
      throw new IllegalArgumentException(which + " is no object; " + EXPECTED);
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    set.properties().forEach(value -> values.put(value.getKey(), value.getValue()));
    return values;
  }

  private static void checkNames(List<ParameterSet> sets) {
    Set<JsonNode> seen = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    for (ParameterSet set : sets) {
      JsonNode name = set.values().get(ParameterSet.NAME);
      if (name != null && !seen.add(name)) {
        twice.add(PythonRepr.of(name));
      }
    }
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          "the " + ParameterSet.NAME + " " + String.join(", ", twice) + " is there more than once");
    }
  }
}
