package llmbench.tokenizer.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arguments that have found their parameters. */
record Bound(String function, List<String> parameters, List<@Nullable Object> values) {

  /** The value, or null where it was not handed over. */
  @Nullable Object get(int index) {
    return values.get(index);
  }

  boolean has(int index) {
    return values.get(index) != null;
  }

  Object required(int index) {
    Object value = values.get(index);
    if (value == null) {
      throw new JinjaException(function + "() needs its argument '" + parameters.get(index) + "'");
    }
    return value;
  }

  Object or(int index, Object standard) {
    Object value = values.get(index);
    return value == null ? standard : value;
  }

  boolean flag(int index) {
    Object value = values.get(index);
    return value != null && Values.truth(value);
  }

  /** A text; anything else is an error, as in Python's own methods. */
  String text(int index) {
    return Texts.text(required(index));
  }

  /** A whole number, or the standard one where it was not handed over. */
  int number(int index, int standard) {
    Object value = values.get(index);
    return value == null ? standard : Numbers.index(value);
  }
}
