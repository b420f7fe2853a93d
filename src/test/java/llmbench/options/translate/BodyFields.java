package llmbench.options.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.options.ToolVersion;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Options of one tool that are fields of the JSON that the other merges into its bodies: vLLM's
 * {@code --ignore-eos} is evalscope's {@code --extra-args '{"ignore_eos": true}'}.
 */
final class BodyFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Options that are a field, and its name in the body. */
  static final Map<String, String> FIELDS =
      Map.of(
          "ignore-eos", "ignore_eos",
          "min-p", "min_p",
          "presence-penalty", "presence_penalty",
          "min-tokens", "min_tokens",
          "n-choices", "n",
          "stop", "stop",
          "stop-token-ids", "stop_token_ids");

  private static final String IGNORE_EOS = "ignore-eos";
  private static final String EXTRA_ARGS = "extra-args";

  private final ToolVersion compat;
  private final Problems problems;

  BodyFields(ToolVersion compat, Problems problems) {
    this.compat = compat;
    this.problems = problems;
  }

  static boolean isField(String name) {
    return FIELDS.containsKey(name) || name.equals(EXTRA_ARGS);
  }

  /** Puts them into a level's JSON, which is that of the levels under it where it has none. */
  void merge(List<Given> given, Map<String, Given> level, Map<String, Given> under) {
    for (Given each : given) {
      if (each.option().name().equals(EXTRA_ARGS)) {
        withoutExtraBody(each, level);
      }
    }
    String name = compat.tool() == ToolVersion.Tool.VLLM ? "extra-body" : EXTRA_ARGS;
    Given own = level.get(name);
    ObjectNode body = object(own != null ? own : under.get(name));
    if (body == null) {
      return;
    }
    Map<String, Given> fields = new LinkedHashMap<>();
    for (Given each : given) {
      String field = FIELDS.get(each.option().name());
      if (field != null) {
        checkOnce(fields.putIfAbsent(field, each), each);
        checkAgainst(own, field, each);
        put(body, field, value(each));
      }
    }
    if (!fields.isEmpty()) {
      Given written = own != null ? own : fields.values().iterator().next();
      level.put(
          name,
          written.as(EquivalentOptions.option(compat, name), List.of(PythonJson.dumps(body))));
    }
  }

  private void checkOnce(@Nullable Given first, Given given) {
    if (first != null && !first.sameAs(given)) {
      problems.addDifferent(first, given);
    }
  }

  private void checkAgainst(@Nullable Given own, String field, Given given) {
    ObjectNode object = own == null ? null : object(own);
    JsonNode known = object == null ? null : object.get(field);
    if (own != null && known != null && !isSame(known, value(given))) {
      problems.addDifferent(own, given);
    }
  }

  /** Whether a field says what an option does: 2 is 2.0, and false as good as nothing. */
  private static boolean isSame(JsonNode field, @Nullable JsonNode value) {
    if (value == null) {
      return field.equals(BooleanNode.FALSE);
    }
    // An infinite number has no decimal value.
    if (field.isNumber() && value.isNumber() && Double.isFinite(field.doubleValue())) {
      return field.decimalValue().compareTo(value.decimalValue()) == 0;
    }
    return field.equals(value);
  }

  private static void put(ObjectNode body, String field, @Nullable JsonNode value) {
    if (value == null) {
      body.remove(field);
    } else {
      body.set(field, value);
    }
  }

  /** A copy of the JSON that an option gives; empty without one, null when it isn't an object. */
  private static @Nullable ObjectNode object(@Nullable Given given) {
    if (given == null) {
      return NODES.objectNode();
    }
    return PythonJson.loads(given.word()) instanceof ObjectNode object ? object : null;
  }

  /** A field's value; null for a switch that is off, which isn't sent. */
  private static @Nullable JsonNode value(Given given) {
    Option option = given.option();
    if (option.arity().isSwitch()) {
      return given.word().equals("true") ? BooleanNode.TRUE : null;
    }
    if (option.arity().isMany()) {
      ArrayNode list = NODES.arrayNode();
      given.words().forEach(list::add);
      return list;
    }
    return option.type().equals(ValueType.FINITE)
        ? NODES.numberNode(Objects.requireNonNull(PythonNumbers.real(given.word())))
        : NODES.numberNode(new BigInteger(option.type().normal().apply(given.word())));
  }

  /** vLLM 0.11 merges no JSON into bodies; of evalscope's it can say one field. */
  private void withoutExtraBody(Given given, Map<String, Given> level) {
    ObjectNode asked = object(given);
    if (asked == null || asked.isEmpty()) {
      return;
    }
    if (asked.size() == 1 && BooleanNode.TRUE.equals(asked.get(FIELDS.get(IGNORE_EOS)))) {
      Given ignoring = given.as(EquivalentOptions.option(compat, IGNORE_EOS), List.of("true"));
      Given known = level.putIfAbsent(IGNORE_EOS, ignoring);
      if (known != null && !known.sameAs(ignoring)) {
        problems.addDifferent(known, given);
      }
    } else {
      problems.add(
          given,
          compat.label()
              + " adds nothing to its bodies but what its ignore-eos adds, {\"ignore_eos\": true}");
    }
  }
}
