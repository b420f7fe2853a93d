package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonRepr;

/**
 * One object of a file of parameters: options of a command by their keys, in the file's order
 * ({@code ParameterSweepItem} in {@code vllm/benchmarks/sweep/param_sweep.py}).
 *
 * @param values may be any JSON
 */
record ParameterSet(Map<String, JsonNode> values) {

  /** Names the set, and is no option. */
  static final String NAME = "_benchmark_name";

  static final ParameterSet EMPTY = new ParameterSet(Map.of());

  /** What stands for a value that nobody is to see. */
  private static final TextNode HIDDEN = TextNode.valueOf("***");

  ParameterSet {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** The same with one more value, which replaces one of that very key where it stands. */
  ParameterSet with(String key, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new ParameterSet(more);
  }

  /** Whether it has an option in any spelling. */
  boolean has(String option) {
    return OptionKey.spellings(option).stream().anyMatch(values::containsKey);
  }

  /** What its directory is called: its name, or its options. */
  String name() {
    JsonNode name = values.get(NAME);
    return name != null ? PythonRepr.str(name) : text("-");
  }

  /** Its options as {@code KEY=VALUE}. */
  String text(String between) {
    return withoutSecrets().values.entrySet().stream()
        .filter(value -> !value.getKey().equals(NAME))
        .map(value -> value.getKey() + "=" + PythonRepr.str(value.getValue()))
        .collect(Collectors.joining(between));
  }

  /** As Python prints it. */
  String shown() {
    return PythonRepr.of(withoutSecrets().object());
  }

  /** As JSON, for plan.json and for results. */
  String json() {
    return PythonJson.dumps(withoutSecrets().object());
  }

  private ObjectNode object() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    values.forEach(object::set);
    return object;
  }

  private ParameterSet withoutSecrets() {
    Map<String, JsonNode> harmless = new LinkedHashMap<>(values);
    harmless.replaceAll((key, value) -> isSecret(key) ? HIDDEN : value);
    return new ParameterSet(harmless);
  }

  private static boolean isSecret(String key) {
    String option = OptionKey.dashed(key);
    return option.equals("header") || option.endsWith("api-key");
  }
}
