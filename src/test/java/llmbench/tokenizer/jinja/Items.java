package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code value[key]} and {@code value[from:to:step]}. */
final class Items {

  /** From, to and step of a slice; null for what is left out. */
  record Slice(@Nullable Object from, @Nullable Object to, @Nullable Object step) {

    /** To Python, None is as good as nothing here. */
    static @Nullable Object given(Object bound) {
      return bound instanceof None ? null : bound;
    }
  }

  private Items() {}

  /** The item, or empty where Python raises an error of which jinja2 makes an undefined value. */
  static Optional<Object> item(Object value, Object key) {
    if (value instanceof Markup) {
      throw Markup.refused();
    }
    if (value instanceof Map<?, ?> map) {
      return isNoKey(key) ? Optional.empty() : Optional.ofNullable(map.get(Dicts.key(key)));
    }
    if (!isIndexed(value)) {
      return Optional.empty();
    }
    if (key instanceof Slice slice) {
      return Optional.of(sliced(value, slice));
    }
    return Numbers.isWhole(key) ? at(value, Numbers.whole(key)) : Optional.empty();
  }

  private static boolean isNoKey(Object key) {
    return key instanceof Undefined
        || key instanceof Slice
        || key instanceof Map<?, ?>
        || (key instanceof List<?> && !(key instanceof Tuple));
  }

  private static boolean isIndexed(Object value) {
    return value instanceof String
        || value instanceof List<?>
        || (value instanceof View view && view.indexed());
  }

  private static Optional<Object> at(Object value, long index) {
    int size = Values.length(value);
    long place = index < 0 ? index + size : index;
    if (place < 0 || place >= size) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      int start = text.offsetByCodePoints(0, (int) place);
      return Optional.of(Character.toString(text.codePointAt(start)));
    }
    return Optional.of(items(value).get((int) place));
  }

  private static List<?> items(Object value) {
    return value instanceof View view ? view.items() : (List<?>) value;
  }

  private static Object sliced(Object value, Slice slice) {
    if (value instanceof View) {
      throw JinjaException.unsupported("a slice of a range");
    }
    Range range = Range.of(slice, Values.length(value));
    if (value instanceof String text) {
      return range.of(text);
    }
    List<Object> part = range.of(items(value));
    return value instanceof Tuple ? new Tuple(part) : part;
  }

  /** The places of a slice: from, before to (after it where the step is negative). */
  private record Range(int from, int to, int step) {

    /** As CPython's {@code PySlice_AdjustIndices}. */
    static Range of(Slice slice, int size) {
      Object given = slice.step();
      int step = given == null ? 1 : Numbers.index(given);
      if (step == 0) {
        throw new JinjaException("the step of a slice can't be 0");
      }
      int low = step < 0 ? -1 : 0;
      int high = step < 0 ? size - 1 : size;
      int from = bound(slice.from(), size, low, high, step < 0 ? high : low);
      int to = bound(slice.to(), size, low, high, step < 0 ? low : high);
      return new Range(from, to, step);
    }

    private LongStream places() {
      return LongStream.iterate(from, i -> step < 0 ? i > to : i < to, i -> i + step);
    }

    List<Object> of(List<?> items) {
      List<Object> part = new ArrayList<>();
      places().forEach(i -> part.add(items.get((int) i)));
      return part;
    }

    String of(String text) {
      if (step == 1) {
        int start = text.offsetByCodePoints(0, from);
        return from < to ? text.substring(start, text.offsetByCodePoints(start, to - from)) : "";
      }
      int[] characters = text.codePoints().toArray();
      StringBuilder part = new StringBuilder();
      places().forEach(i -> part.appendCodePoint(characters[(int) i]));
      return part.toString();
    }
  }

  private static int bound(@Nullable Object given, int size, int low, int high, int standard) {
    if (given == null) {
      return standard;
    }
    int index = Numbers.index(given);
    return Math.max(low, Math.min(high, index < 0 ? index + size : index));
  }
}
