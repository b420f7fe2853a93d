package llmbench.options.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code --dataset-args}: a JSON object whose keys each dataset knows for itself; one
 * that it doesn't know is a problem. What doesn't fit is as if it weren't given, beside its
 * problem.
 *
 * <p>Source: {@code args_schema} of evalscope/perf/plugin/datasets, checked by pydantic, which
 * takes 10.0 and "10" for 10 as well.
 */
final class DatasetArgs {

  static final String NAME = "dataset-args";

  /** The older name of {@code --num-workers}, which any dataset may have. */
  private static final String WORKERS = "num_workers";

  private final Settings settings;
  private final JsonNode args;

  private DatasetArgs(Settings settings, JsonNode args) {
    this.settings = settings;
    this.args = args;
  }

  /**
   * Those of a dataset.
   *
   * @param known the keys that it knows
   */
  static DatasetArgs of(Settings settings, String dataset, List<String> known) {
    ObjectNode args = TurnOptions.olderArgs(settings);
    args.setAll(newer(settings));
    for (var field : args.properties()) {
      if (!known.contains(field.getKey()) && !field.getKey().equals(WORKERS)) {
        String knows = known.isEmpty() ? "none at all" : Enumeration.and(known);
        String option = option(settings, field.getKey());
        settings.problem(
            option,
            "has \"" + field.getKey() + "\"; --dataset " + dataset + " knows " + knows,
            option,
            "dataset");
      }
    }
    return new DatasetArgs(settings, args);
  }

  private static ObjectNode newer(Settings settings) {
    String given = settings.text(NAME);
    return (ObjectNode) PythonJson.required(given == null ? "{}" : given);
  }

  /** Which of both options has a key. */
  private static String option(Settings settings, String key) {
    return newer(settings).has(key) || !TurnOptions.olderArgs(settings).has(key)
        ? NAME
        : TurnOptions.ARGS_BEFORE;
  }

  /** Of a dataset that knows no key. */
  static void none(Settings settings, String dataset) {
    var unused = of(settings, dataset, List.of());
  }

  /** A whole number above 0; null when it isn't given. */
  @Nullable Integer wholeAboveZero(String key) {
    JsonNode value = args.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    BigDecimal number = number(value);
    try {
      if (number != null && number.signum() > 0) {
        return number.intValueExact();
      }
    } catch (ArithmeticException e) {
      // It has a fraction, or is too large: the message is the same.
    }
    problem(key, "a whole number above 0");
    return null;
  }

  /** A number above 0; null when it isn't given. */
  @Nullable Double aboveZero(String key) {
    JsonNode value = args.path(key);
    if (value.isMissingNode()) {
      return null;
    }
    BigDecimal number = number(value);
    if (number != null && number.signum() > 0) {
      return number.doubleValue();
    }
    problem(key, "a number above 0");
    return null;
  }

  /**
   * A whole number of at least 0, or a list of two of them, the smaller one first.
   *
   * @param otherwise what it is where it isn't given
   */
  Range wholeOrRange(String key, long otherwise) {
    JsonNode value = args.path(key);
    if (value.isMissingNode()) {
      return new Range(otherwise, otherwise);
    }
    JsonNode low = value.isArray() ? value.path(0) : value;
    JsonNode high = value.isArray() ? value.path(1) : value;
    boolean two = !value.isArray() || value.size() == 2;
    if (two && isWhole(low) && isWhole(high) && low.intValue() <= high.intValue()) {
      return new Range(low.intValue(), high.intValue());
    }
    problem(key, "a whole number, or two in a list with the smaller one first");
    return new Range(otherwise, otherwise);
  }

  private static boolean isWhole(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
  }

  private static @Nullable BigDecimal number(JsonNode value) {
    try {
      return value.isNumber() || value.isTextual() ? new BigDecimal(value.asText().strip()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A text that isn't empty; null when it isn't given. */
  @Nullable String text(String key) {
    JsonNode value = args.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      problem(key, "a text");
      return null;
    }
    return value.textValue();
  }

  /** One of a few words, of which the first is the default. */
  String word(String key, List<String> words) {
    JsonNode value = args.path(key);
    if (value.isMissingNode()) {
      return words.get(0);
    }
    if (!value.isTextual() || !words.contains(value.textValue())) {
      problem(key, Enumeration.or(words.stream().map(word -> '"' + word + '"').toList()));
      return words.get(0);
    }
    return value.textValue();
  }

  /** Whether a switch is on. */
  boolean isOn(String key) {
    JsonNode value = args.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problem(key, "true or false");
    }
    return value.isBoolean() && value.booleanValue();
  }

  /** An object whose values are texts; null when it isn't given. */
  @Nullable JsonNode texts(String key) {
    JsonNode value = args.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    boolean texts = value.isObject();
    for (JsonNode each : value) {
      texts &= each.isTextual();
    }
    if (!texts) {
      problem(key, "an object whose values are texts");
      return null;
    }
    return value;
  }

  private void problem(String key, String expected) {
    String option = option(settings, key);
    settings.problem(option, "\"" + key + "\": expected " + expected, option);
  }
}
