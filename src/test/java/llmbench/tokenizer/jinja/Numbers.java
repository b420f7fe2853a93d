package llmbench.tokenizer.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Arithmetic as Python has it. */
final class Numbers {

  /** Operators by their sign, those that bind alike together. */
  static final Map<String, BinaryOperator<Object>> SUMS =
      Map.of("+", Numbers::add, "-", Numbers::subtract);

  static final Map<String, BinaryOperator<Object>> PRODUCTS =
      Map.of(
          "*", Numbers::multiply,
          "/", Numbers::divide,
          "//", Numbers::floorDivide,
          "%", Numbers::modulo);

  static final Map<String, BinaryOperator<Object>> POWERS = Map.of("**", Numbers::power);

  private static final int MAX_LENGTH = 10_000_000;

  /** Up to here every whole number is a real one, too. */
  private static final long EXACT = 1L << 53;

  private Numbers() {}

  static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  static long whole(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Undefined undefined) {
      throw undefined.failed();
    }
    throw new JinjaException("a whole number is needed, not a " + Values.typeName(value));
  }

  static double real(Object value) {
    return value instanceof Double number ? number : (double) whole(value);
  }

  /** A whole number that counts something. */
  static int index(Object value) {
    return Math.toIntExact(Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, whole(value))));
  }

  static Object add(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a + b;
    }
    if (left instanceof List<?> a
        && right instanceof List<?> b
        && Values.typeName(left).equals(Values.typeName(right))) {
      List<Object> both = new ArrayList<>(a);
      both.addAll(b);
      return left instanceof Tuple ? new Tuple(both) : both;
    }
    numbers("+", left, right);
    return isWhole(left) && isWhole(right)
        ? exact(() -> Math.addExact(whole(left), whole(right)))
        : (Object) (real(left) + real(right));
  }

  static Object subtract(Object left, Object right) {
    numbers("-", left, right);
    return isWhole(left) && isWhole(right)
        ? exact(() -> Math.subtractExact(whole(left), whole(right)))
        : (Object) (real(left) - real(right));
  }

  static Object multiply(Object left, Object right) {
    if (isWhole(left) && (right instanceof String || right instanceof List<?>)) {
      return multiply(right, left);
    }
    if (isWhole(right) && (left instanceof String || left instanceof List<?>)) {
      return repeated(left, whole(right));
    }
    numbers("*", left, right);
    return isWhole(left) && isWhole(right)
        ? exact(() -> Math.multiplyExact(whole(left), whole(right)))
        : (Object) (real(left) * real(right));
  }

  private static Object repeated(Object what, long times) {
    int count = (int) Math.max(0, Math.min(times, MAX_LENGTH + 1));
    if ((long) count * Values.length(what) > MAX_LENGTH) {
      throw new JinjaException("a text or list becomes too long");
    }
    if (what instanceof String text) {
      return text.repeat(count);
    }
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll((List<?>) what);
    }
    return what instanceof Tuple ? new Tuple(all) : all;
  }

  static Object divide(Object left, Object right) {
    numbers("/", left, right);
    divisor(right);
    if (!isExact(left) || !isExact(right)) {
      throw JinjaException.unsupported("division of whole numbers of more than 53 bits by /");
    }
    return real(left) / real(right);
  }

  /** Whether a real number can be the same: Python divides whole ones as they are. */
  private static boolean isExact(Object number) {
    return !isWhole(number) || (whole(number) >= -EXACT && whole(number) <= EXACT);
  }

  static Object floorDivide(Object left, Object right) {
    numbers("//", left, right);
    divisor(right);
    return isWhole(left) && isWhole(right)
        ? floorDivide(whole(left), whole(right))
        : (Object) floorDivide(real(left), real(right));
  }

  /** {@code Math.floorDiv} says nothing when the least number divided by -1 has too many bits. */
  private static Object floorDivide(long left, long right) {
    return right == -1 ? exact(() -> Math.negateExact(left)) : (Object) Math.floorDiv(left, right);
  }

  /** As CPython's {@code float_floor_div}. */
  private static double floorDivide(double left, double right) {
    double quotient = (left - modulo(left, right)) / right;
    if (quotient == 0) {
      return Math.copySign(0.0, left / right);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  static Object modulo(Object left, Object right) {
    if (left instanceof String) {
      throw JinjaException.unsupported("Python's formatting of texts by %");
    }
    numbers("%", left, right);
    divisor(right);
    return isWhole(left) && isWhole(right)
        ? (Object) Math.floorMod(whole(left), whole(right))
        : (Object) modulo(real(left), real(right));
  }

  private static double modulo(double left, double right) {
    double rest = left % right;
    return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest == 0 ? 0 * right : rest;
  }

  private static void divisor(Object value) {
    if (real(value) == 0) {
      throw new JinjaException("division by zero");
    }
  }

  static Object power(Object left, Object right) {
    numbers("**", left, right);
    if (!isWhole(left) || !isWhole(right) || whole(right) < 0) {
      double power = Math.pow(real(left), real(right));
      if (Double.isNaN(power) || Double.isInfinite(power)) {
        throw JinjaException.unsupported("a power that is no finite number");
      }
      return power;
    }
    // Of a greater exponent only counts whether it is odd: what isn't -1, 0 or 1 has too many bits.
    long exponent = Math.min(whole(right), 64 + whole(right) % 2);
    BigInteger power = BigInteger.valueOf(whole(left)).pow((int) exponent);
    return fitting(power);
  }

  static Object negative(Object value) {
    return value instanceof Double number
        ? (Object) (-number)
        : exact(() -> Math.negateExact(whole(value)));
  }

  static Object positive(Object value) {
    return value instanceof Double ? value : (Object) whole(value);
  }

  private static void numbers(String operator, Object left, Object right) {
    for (Object side : List.of(left, right)) {
      if (side instanceof Undefined undefined) {
        throw undefined.failed();
      }
      if (side instanceof Markup) {
        throw Markup.refused();
      }
    }
    if (!isNumber(left) || !isNumber(right)) {
      throw new JinjaException(
          "there is no %s of a %s and a %s"
              .formatted(operator, Values.typeName(left), Values.typeName(right)));
    }
  }

  /** A whole number, where it has not too many bits. */
  static Object fitting(BigInteger number) {
    return exact(number::longValueExact);
  }

  private interface Exact {
    long value();
  }

  private static Object exact(Exact operation) {
    try {
      return operation.value();
    } catch (ArithmeticException e) {
      throw JinjaException.unsupported("a whole number of more than 64 bits");
    }
  }
}
