package llmbench.tokenizer.jinja;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * The attribute by which a filter looks at items: {@code role}, {@code function.name}, 0.
 *
 * @param path empty for the item itself
 */
record Attribute(List<Object> path) {

  static final Attribute NONE = new Attribute(List.of());

  static Attribute of(Object given) {
    if (given instanceof None) {
      return NONE;
    }
    if (!(given instanceof String text)) {
      return new Attribute(List.of(Numbers.whole(given)));
    }
    return new Attribute(
        Stream.of(text.split("\\.", -1))
            .<Object>map(
                part -> part.matches("\\d+") ? Numbers.fitting(new BigInteger(part)) : part)
            .toList());
  }

  /** Several, with commas between them. */
  static List<Attribute> several(Object given) {
    return given instanceof String names
        ? Stream.of(names.split(",", -1)).map(Attribute::of).toList()
        : List.of(of(given));
  }

  Object in(Object item) {
    Object value = item;
    for (Object step : path) {
      value = Attributes.item(value, step);
    }
    return value;
  }
}
