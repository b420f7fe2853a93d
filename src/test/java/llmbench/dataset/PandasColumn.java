package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.options.syntax.PythonNumbers;

/**
 * Whether pandas makes numbers of a column: it converts a column as a whole, and takes its texts
 * for numbers where all of them are some.
 *
 * <p>Source: {@code _try_convert_data} of {@code pandas/io/json/_json.py}.
 */
final class PandasColumn {

  private final String name;
  private boolean present;
  private boolean numeric = true;

  PandasColumn(String name) {
    this.name = name;
  }

  /** One more row; its value, which is missing where it has none. */
  JsonNode add(JsonNode row) {
    JsonNode value = row.path(name);
    present |= !value.isMissingNode();
    numeric &= isNumber(value);
    return value;
  }

  private static boolean isNumber(JsonNode value) {
    return value.isTextual()
        ? PythonNumbers.real(value.textValue()) != null
        : !value.isContainerNode();
  }

  /** Whether any row has it. */
  boolean isPresent() {
    return present;
  }

  /** Whether all its values are, or become, numbers; those that are missing say nothing. */
  boolean isNumeric() {
    return numeric;
  }
}
