package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of a detailed result of vLLM bench, an entry a request. What is of another kind than it
 * should be is refused with its place: taken for 0 it would be a request that nobody misses.
 */
record ResultEntries(Path file, JsonNode result) {

  /** Three years. */
  private static final double LONGEST_SECONDS = 1e8;

  /** Any clock's: also that of the years since 1970. */
  private static final double LATEST_SECONDS = 4e9;

  /** Whether the list is there and so long. */
  boolean has(String key, int i) {
    return result.path(key).has(i);
  }

  /** A count of tokens. */
  int tokens(String key, int i) {
    JsonNode value = result.get(key).get(i);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw wrong(key, i, "a count");
    }
    return value.intValue();
  }

  /** A time that something took. */
  double seconds(String key, int i) {
    return seconds(result.get(key).get(i), key, i);
  }

  /** Times that something took, one after the other. */
  List<Double> allSeconds(String key, int i) {
    JsonNode list = result.get(key).get(i);
    if (!list.isArray()) {
      throw wrong(key, i, "a list of times in seconds");
    }
    List<Double> all = new ArrayList<>(list.size());
    list.forEach(value -> all.add(seconds(value, key, i)));
    return all;
  }

  /** A time that a server may say; null where it doesn't. */
  @Nullable Double saidSeconds(String key, int i) {
    JsonNode value = result.path(key).path(i);
    return value.isMissingNode() || value.isNull() ? null : Double.valueOf(seconds(value, key, i));
  }

  /** When something was, by the tool's clock. */
  double moment(String key, int i) {
    JsonNode value = result.get(key).get(i);
    if (!value.isNumber() || !(Math.abs(value.doubleValue()) <= LATEST_SECONDS)) {
      throw wrong(key, i, "a time in seconds");
    }
    return value.doubleValue();
  }

  /** A text; of what has none, an empty one. */
  String text(String key, int i) {
    JsonNode value = result.get(key).get(i);
    if (!value.isTextual() && !value.isNull()) {
      throw wrong(key, i, "a text");
    }
    return value.asText("");
  }

  /** Of the whole run. */
  double duration() {
    JsonNode value = result.path("duration");
    if (!isDuration(value)) {
      throw new RunLogException(file + " is broken: its duration is no time in seconds.");
    }
    return value.doubleValue();
  }

  private double seconds(JsonNode value, String key, int i) {
    if (!isDuration(value)) {
      throw wrong(key, i, "a time in seconds");
    }
    return value.doubleValue();
  }

  private static boolean isDuration(JsonNode value) {
    return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= LONGEST_SECONDS;
  }

  private RunLogException wrong(String key, int i, String expected) {
    return new RunLogException(
        file + " is broken: entry " + (i + 1) + " of " + key + " is not " + expected + ".");
  }
}
