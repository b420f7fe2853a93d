package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Two keys whose values must be equal for a pair of sets to be run: {@code --link-vars}.
 *
 * @param serve a key of the server's set, as it is spelt there
 * @param bench a key of the benchmark's
 */
record Link(String serve, String bench) {

  /**
   * The links of {@code a=b,c=d}.
   *
   * @throws IllegalArgumentException with what was expected, when it is none
   */
  static List<Link> of(String text) {
    List<Link> links = new ArrayList<>();
    if (text.isEmpty()) {
      return links;
    }
    for (String pair : text.split(",", -1)) {
      String[] keys = pair.split("=", -1);
      if (keys.length != 2) {
        throw new IllegalArgumentException(
            "expected SERVE_KEY=BENCH_KEY with commas between, such as"
                + " max_num_seqs=max_concurrency");
      }
      links.add(new Link(keys[0].strip(), keys[1].strip()));
    }
    return links;
  }

  /** Whether a pair of sets has equal values, as Python compares them. */
  boolean holds(ParameterSet serving, ParameterSet benching) {
    JsonNode one = serving.values().get(serve);
    JsonNode other = benching.values().get(bench);
    return one != null && other != null && comparable(one).equals(comparable(other));
  }

  /** Numbers are equal by their value, and true is 1. */
  private static JsonNode comparable(JsonNode value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (value.isBoolean()) {
      return number(value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      return value;
    }
    if (value.isNumber()) {
      // The exact value of a float: Python compares 0.1 with nothing but itself.
      boolean real = value.isFloatingPointNumber();
      return number(real ? new BigDecimal(value.doubleValue()) : value.decimalValue());
    }
    if (value.isArray()) {
      var list = make.arrayNode();
      value.forEach(each -> list.add(comparable(each)));
      return list;
    }
    if (value.isObject()) {
      var object = make.objectNode();
      value.properties().forEach(each -> object.set(each.getKey(), comparable(each.getValue())));
      return object;
    }
    return value;
  }

  private static JsonNode number(BigDecimal value) {
    boolean zero = value.signum() == 0;
    return JsonNodeFactory.instance.textNode(
        "\0" + (zero ? "0" : value.stripTrailingZeros().toPlainString()));
  }
}
