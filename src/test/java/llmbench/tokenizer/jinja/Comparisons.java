package llmbench.tokenizer.jinja;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Equal, less and among, as Python has them. */
final class Comparisons {

  private Comparisons() {}

  static boolean equal(Object left, Object right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return compareNumbers(left, right) == 0 && !isNan(left) && !isNan(right);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return (a instanceof Tuple) == (b instanceof Tuple) && equalItems(a, b);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream()
              .allMatch(
                  key ->
                      equal(
                          Objects.requireNonNull(a.get(key)), Objects.requireNonNull(b.get(key))));
    }
    if (left instanceof Undefined && right instanceof Undefined) {
      return true;
    }
    if (left instanceof View || right instanceof View) {
      throw JinjaException.unsupported("the comparison of a " + Values.typeName(left));
    }
    return plain(left).equals(plain(right));
  }

  private static Object plain(Object value) {
    return value instanceof Markup markup ? markup.text() : value;
  }

  private static boolean equalItems(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    return left.stream().allMatch(item -> equal(item, others.next()));
  }

  /**
   * Which comes first.
   *
   * @throws JinjaException when they have no order, as a text and a number
   */
  static int compare(Object left, Object right) {
    if (left instanceof Undefined undefined) {
      throw undefined.failed();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.failed();
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      if (isNan(left) || isNan(right)) {
        throw JinjaException.unsupported("the order of what is no number");
      }
      return compareNumbers(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      return compareTexts(a, b);
    }
    if (left instanceof List<?> a
        && right instanceof List<?> b
        && (a instanceof Tuple) == (b instanceof Tuple)) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        if (!equal(a.get(i), b.get(i))) {
          return compare(a.get(i), b.get(i));
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    throw new JinjaException(
        "a %s and a %s have no order".formatted(Values.typeName(left), Values.typeName(right)));
  }

  /** By code points: Java's own order is by halves of surrogate pairs. */
  private static int compareTexts(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    return Arrays.compare(a, b);
  }

  private static int compareNumbers(Object left, Object right) {
    if (Numbers.isWhole(left) && Numbers.isWhole(right)) {
      return Long.compare(Numbers.whole(left), Numbers.whole(right));
    }
    double a = Numbers.real(left);
    double b = Numbers.real(right);
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return a == b ? 0 : Double.compare(a, b);
    }
    return exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double real
        ? new BigDecimal(real)
        : BigDecimal.valueOf(Numbers.whole(number));
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  /** Python's {@code in}. */
  static boolean among(Object item, Object all) {
    if (all instanceof String text) {
      return text.contains(Texts.text(item));
    }
    if (all instanceof Map<?, ?> map) {
      return !(item instanceof Undefined) && map.containsKey(Dicts.key(item));
    }
    for (Iterator<Object> items = Values.iterator(all); items.hasNext(); ) {
      if (equal(items.next(), item)) {
        return true;
      }
    }
    return false;
  }
}
