package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;

/** What Python takes for true. */
final class Truth {

  private Truth() {}

  /** {@code bool(value)}: nothing that is empty, null, false or 0. */
  static boolean of(JsonNode value) {
    if (value.isContainerNode()) {
      return !value.isEmpty();
    }
    if (value.isTextual()) {
      return !value.textValue().isEmpty();
    }
    return value.isNumber() ? value.doubleValue() != 0 : value.booleanValue();
  }
}
