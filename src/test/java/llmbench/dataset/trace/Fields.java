package llmbench.dataset.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.conversation.BlockPrompt;

/** The fields of a line, each as what it has to be. */
final class Fields {

  /** As much as any model takes, and as a text still fits into the memory. */
  private static final int MOST_TOKENS = 10_000_000;

  /** Four months: its nanoseconds fit into a number however slowly they are played. */
  private static final double MOST_MILLIS = 1e10;

  private final JsonNode line;

  /** Those of an object. */
  Fields(JsonNode line) {
    this.line = line;
  }

  /** Whether there is such a field, with a value. */
  boolean has(String name) {
    return line.hasNonNull(name);
  }

  /**
   * Refuses fields that nobody reads; a name that begins with {@code x_} is somebody else's.
   *
   * @param known all that may be there
   */
  void checkKnown(Set<String> known) throws WrongLineException {
    for (String name : (Iterable<String>) line::fieldNames) {
      if (!known.contains(name) && !name.startsWith("x_")) {
        throw new WrongLineException(
            "it has a \""
                + name
                + "\", which isn't known; expected "
                + String.join(", ", known.stream().sorted().toList())
                + ", or a name that begins with x_, which is not looked at");
      }
    }
  }

  /** A text that isn't empty; a number is taken as one. */
  String name(String field) throws WrongLineException {
    JsonNode value = line.path(field);
    boolean isName = value.isTextual() ? !value.textValue().isEmpty() : value.isIntegralNumber();
    if (!isName) {
      throw wrong(field, "a text that isn't empty");
    }
    return value.asText();
  }

  /** A list of such texts; empty where there is none. */
  List<String> names(String field) throws WrongLineException {
    List<String> names = new ArrayList<>();
    for (JsonNode each : list(field)) {
      if (!each.isTextual() || each.textValue().isEmpty()) {
        throw wrong(field, "a list of texts that aren't empty");
      }
      if (names.contains(each.textValue())) {
        throw new WrongLineException(
            "its \"" + field + "\" names \"" + each.textValue() + "\" twice");
      }
      names.add(each.textValue());
    }
    return names;
  }

  /** A number of tokens. */
  int tokens(String field) throws WrongLineException {
    return whole(field, MOST_TOKENS);
  }

  /** A whole number from 1. */
  int whole(String field, int most) throws WrongLineException {
    JsonNode value = line.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(field, expected(most));
    }
    int number = value.intValue();
    if (number < 1 || number > most) {
      throw wrong(field, expected(most));
    }
    return number;
  }

  private static String expected(int most) {
    return String.format(Locale.ROOT, "a whole number from 1 to %,d", most);
  }

  /** Milliseconds; empty where there are none. */
  OptionalDouble millis(String field) throws WrongLineException {
    if (!has(field)) {
      return OptionalDouble.empty();
    }
    JsonNode value = line.path(field);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= 0 && number <= MOST_MILLIS)) {
      throw wrong(field, "a number of milliseconds from 0 to 10,000,000,000");
    }
    return OptionalDouble.of(number);
  }

  /**
   * A prompt.
   *
   * @param tokens the field with its length
   * @param blocks the one with its blocks; none where it isn't there
   */
  BlockPrompt prompt(String tokens, String blocks, int blockSize) throws WrongLineException {
    int length = tokens(tokens);
    long[] ids = new long[list(blocks).size()];
    for (int i = 0; i < ids.length; i++) {
      JsonNode id = list(blocks).get(i);
      if (!id.isIntegralNumber() || !id.canConvertToLong()) {
        throw wrong(blocks, "a list of whole numbers of at most 64 bits");
      }
      ids[i] = id.longValue();
    }
    int most = (length + blockSize - 1) / blockSize;
    if (ids.length > most) {
      throw new WrongLineException(
          String.format(
              Locale.ROOT,
              "its \"%s\" has %,d blocks, and its %,d tokens are %,d of %,d tokens each; check how"
                  + " many tokens a block of the trace has",
              blocks,
              ids.length,
              length,
              most,
              blockSize));
    }
    return new BlockPrompt(length, ids);
  }

  private JsonNode list(String field) throws WrongLineException {
    JsonNode list = line.path(field);
    if (!list.isArray() && has(field)) {
      throw wrong(field, "a list");
    }
    return list;
  }

  private WrongLineException wrong(String field, String expected) {
    if (line.has(field)) {
      return new WrongLineException("its \"" + field + "\" is wrong; expected " + expected);
    }
    return new WrongLineException(
        "it has no \""
            + field
            + "\", only "
            + String.join(", ", quoted())
            + "; expected "
            + expected);
  }

  private List<String> quoted() {
    Stream<String> names =
        StreamSupport.stream(((Iterable<String>) line::fieldNames).spliterator(), false);
    return names.map(name -> "\"" + name + "\"").toList();
  }
}
