package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    if (value instanceof Map<?, ?> map) {
      return isNoKey(key) ? Optional.empty() : Optional.ofNullable(map.get(Dicts.key(key)));
    }
    if (key instanceof Slice slice) {
      return sliceable(value).map(items -> sliced(value, items, slice));
    }
    if (!Numbers.isWhole(key)) {
      return Optional.empty();
    }
    return sliceable(value).flatMap(items -> at(items, Numbers.whole(key)));
  }

  private static boolean isNoKey(Object key) {
    return key instanceof Undefined
        || key instanceof Slice
        || key instanceof Map<?, ?>
        || (key instanceof List<?> && !(key instanceof Tuple));
  }

  private static Optional<Object> at(List<Object> items, long index) {
    long place = index < 0 ? index + items.size() : index;
    return place >= 0 && place < items.size()
        ? Optional.of(items.get((int) place))
        : Optional.empty();
  }

  private static Optional<List<Object>> sliceable(Object value) {
    return value instanceof String
            || value instanceof List<?>
            || (value instanceof View view && view.indexed())
        ? Optional.of(Values.list(value))
        : Optional.empty();
  }

  private static Object sliced(Object value, List<Object> items, Slice slice) {
    List<Object> part = part(items, slice);
    if (value instanceof String) {
      return Methods.joined(part);
    }
    if (value instanceof View) {
      throw JinjaException.unsupported("a slice of a range");
    }
    return value instanceof Tuple ? new Tuple(part) : part;
  }

  /** As CPython's {@code PySlice_AdjustIndices}. */
  private static List<Object> part(List<Object> items, Slice slice) {
    Object given = slice.step();
    int step = given == null ? 1 : Numbers.index(given);
    if (step == 0) {
      throw new JinjaException("the step of a slice can't be 0");
    }
    int size = items.size();
    int low = step < 0 ? -1 : 0;
    int high = step < 0 ? size - 1 : size;
    int from = bound(slice.from(), size, low, high, step < 0 ? high : low);
    int to = bound(slice.to(), size, low, high, step < 0 ? low : high);
    List<Object> part = new ArrayList<>();
    for (long i = from; step < 0 ? i > to : i < to; i += step) {
      part.add(items.get((int) i));
    }
    return part;
  }

  private static int bound(@Nullable Object given, int size, int low, int high, int standard) {
    if (given == null) {
      return standard;
    }
    int index = Numbers.index(given);
    return Math.max(low, Math.min(high, index < 0 ? index + size : index));
  }
}
