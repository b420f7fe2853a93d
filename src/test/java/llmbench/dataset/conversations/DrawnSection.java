package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import llmbench.dataset.DatasetException;
import llmbench.dataset.conversations.DrawnNumber.Cap;
import llmbench.dataset.conversations.DrawnNumber.Constant;
import llmbench.dataset.conversations.DrawnNumber.Lognormal;
import llmbench.dataset.conversations.DrawnNumber.Poisson;
import llmbench.dataset.conversations.DrawnNumber.Uniform;
import llmbench.dataset.conversations.DrawnNumber.UniformReal;
import llmbench.dataset.conversations.DrawnNumber.Zipf;

/**
 * A distribution as a file of vLLM's script has it. What the script ends with a trace of its calls
 * is refused in a sentence.
 *
 * @param at file and place, to begin a message
 */
record DrawnSection(String at, JsonNode json) {

  private static final String EXPECTED =
      "; expected a distribution such as {\"distribution\": \"uniform\", \"min\": 2, \"max\": 8}";

  private static final double MEDIAN_RATIO = 0.85;

  /**
   * The distribution.
   *
   * @throws DatasetException when there is none; the message says what was expected
   */
  DrawnNumber drawn() {
    String kind = json.path("distribution").asText();
    return switch (kind) {
      case "constant" -> new Constant(number("value"), isWhole("value"));
      case "uniform" -> uniform();
      case "lognormal" -> lognormal();
      case "zipf" -> new Zipf(above("alpha", 1), cap());
      case "poisson" -> new Poisson(atLeast("alpha", 0), cap());
      default ->
          throw wrong(
              "has no \"distribution\" that is known: constant, uniform, lognormal, zipf or"
                  + " poisson");
    };
  }

  private DrawnNumber uniform() {
    double least = above("min", 0);
    double most = number("max");
    if (least > most) {
      throw wrong("has a \"min\" above its \"max\"");
    }
    return isWhole("min") && isWhole("max")
        ? new Uniform((int) least, (int) most)
        : new UniformReal(least, most);
  }

  private DrawnNumber lognormal() {
    if (!json.has("average")) {
      return new Lognormal(above("mean", 0), atLeast("sigma", 0), OptionalDouble.empty(), cap());
    }
    if (json.path("mean").asDouble() != 0 || json.path("sigma").asDouble() != 0) {
      throw wrong("has an \"average\", and \"mean\" or \"sigma\" as well");
    }
    double ratio = json.has("median_ratio") ? number("median_ratio") : MEDIAN_RATIO;
    if (ratio <= 0 || ratio >= 1) {
      throw wrong("has a \"median_ratio\" that isn't between 0 and 1");
    }
    return Lognormal.ofAverage(atLeast("average", 1), ratio, cap());
  }

  /** No such limit, or one of 0, which the script takes for none. */
  private Cap cap() {
    JsonNode most = json.path("max");
    boolean none = most.isMissingNode() || most.isNull() || most.asDouble() == 0;
    return none
        ? new Cap(OptionalDouble.empty(), true)
        : new Cap(OptionalDouble.of(number("max")), isWhole("max"));
  }

  private double above(String field, double least) {
    double value = number(field);
    if (value <= least) {
      throw wrong("has a \"" + field + "\" that isn't above " + (int) least);
    }
    return value;
  }

  private double atLeast(String field, double least) {
    double value = number(field);
    if (value < least) {
      throw wrong("has a \"" + field + "\" below " + (int) least);
    }
    return value;
  }

  private double number(String field) {
    JsonNode value = json.path(field);
    if (!value.isNumber() || Math.abs(value.asDouble()) > Integer.MAX_VALUE) {
      throw wrong("has no number as its \"" + field + "\"");
    }
    return value.asDouble();
  }

  private boolean isWhole(String field) {
    return json.path(field).isIntegralNumber();
  }

  DatasetException wrong(String why) {
    return new DatasetException(at + " " + why + EXPECTED + ".");
  }
}
