package llmbench.options.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;

/** Keys of evalscope's {@code --extra-args} that datasets look at as well; each is also sent. */
final class ExtraArg {

  private static final String NAME = "extra-args";

  private ExtraArg() {}

  /**
   * A whole number.
   *
   * @param otherwise what it is where it isn't given
   * @param least a problem below
   */
  static int whole(Settings settings, String key, int otherwise, int least) {
    JsonNode value = value(settings, key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= least) {
      return value.intValue();
    }
    problem(settings, key, "a whole number of at least " + least);
    return otherwise;
  }

  /** A number of at least 0. */
  static double number(Settings settings, String key, double otherwise) {
    JsonNode value = value(settings, key);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (value.isNumber() && value.doubleValue() >= 0 && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    problem(settings, key, "a number of at least 0");
    return otherwise;
  }

  private static JsonNode value(Settings settings, String key) {
    return PythonJson.required(settings.required(NAME)).path(key);
  }

  private static void problem(Settings settings, String key, String expected) {
    settings.problem(
        NAME, "\"" + key + "\": expected " + expected + " with this dataset", NAME, "dataset");
  }
}
