package llmbench.options.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Given;
import llmbench.options.given.Source;
import llmbench.options.syntax.PythonJson;
import llmbench.options.table.Option;

/**
 * Gathers {@code --flag.key.key value} and {@code --flag.key+ a,b} into the JSON of the flag, as
 * vLLM's FlexibleArgumentParser does.
 */
final class DottedJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<Option, ObjectNode> gathered = new LinkedHashMap<>();

  /** Adds a value; a later one replaces an earlier one of the same key, lists are joined. */
  void put(Option option, String path, String text) {
    boolean list = path.endsWith("+");
    String[] keys = (list ? path.substring(0, path.length() - 1) : path).split("\\.", -1);
    ObjectNode object = gathered.computeIfAbsent(option, any -> NODES.objectNode());
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode child = object.get(keys[i]);
      object = child instanceof ObjectNode inner ? inner : object.putObject(keys[i]);
    }
    String key = keys[keys.length - 1];
    JsonNode value = list ? listOf(text) : valueOf(text);
    if (value instanceof ArrayNode more && object.get(key) instanceof ArrayNode known) {
      known.addAll(more);
    } else {
      object.set(key, value);
    }
  }

  /** Each flag with its JSON, as if it had been given last. */
  List<Given> given(Source source) {
    List<Given> given = new ArrayList<>();
    gathered.forEach(
        (option, object) ->
            given.add(
                new Given(
                    option, "--" + option.name(), source, List.of(PythonJson.dumps(object)))));
    return given;
  }

  private static ArrayNode listOf(String text) {
    ArrayNode list = NODES.arrayNode();
    for (String item : text.split(",", -1)) {
      list.add(item);
    }
    return list;
  }

  private static JsonNode valueOf(String text) {
    JsonNode json = PythonJson.loads(text);
    return json != null ? json : NODES.textNode(text);
  }
}
