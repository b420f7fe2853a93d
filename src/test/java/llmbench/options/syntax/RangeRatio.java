package llmbench.options.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code --random-range-ratio}: vLLM 0.32, datasets/datasets.py, {@code
 * _parse_range_ratio} and datasets/utils.py, {@code _resolve_range_ratios}.
 *
 * @param input share by which input lengths may differ, 0 ≤ r &lt; 1
 * @param output likewise for output lengths
 */
public record RangeRatio(double input, double output) {

  /** The ratio that a text says; null when it says none. */
  public static @Nullable RangeRatio read(String text) {
    Double both = PythonNumbers.real(text);
    if (both != null) {
      return checked(both, both);
    }
    JsonNode node = PythonJson.loads(text);
    if (node == null || !node.path("input").isNumber() || !node.path("output").isNumber()) {
      return null;
    }
    return checked(node.path("input").doubleValue(), node.path("output").doubleValue());
  }

  private static @Nullable RangeRatio checked(double input, double output) {
    return isRatio(input) && isRatio(output) ? new RangeRatio(input, output) : null;
  }

  private static boolean isRatio(double value) {
    return value >= 0 && value < 1;
  }
}
