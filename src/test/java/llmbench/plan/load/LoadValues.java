package llmbench.plan.load;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The values of a load as a list: {@code 1,2,4..64} is 1, 2, 4, 8, 16, 32, 64. Two dots go on as
 * the numbers before them do: as the last three do, in equal steps or by an equal factor; two
 * numbers go on in equal steps, one doubles. The end is always among them.
 */
final class LoadValues {

  /** What is swept, and searched, is to be measured some day. */
  static final int MOST = 1_000;

  private static final String DOTS = "..";
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?|inf");

  private LoadValues() {}

  /** Whether a value is a list rather than one number. */
  static boolean isList(String value) {
    return value.contains(",") || value.contains(DOTS);
  }

  /**
   * The values of a list, as they are written.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static List<String> of(String list) {
    List<String> values = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      int dots = part.indexOf(DOTS);
      String first = (dots < 0 ? part : part.substring(0, dots)).strip();
      values.add(checked(first));
      if (dots >= 0) {
        goOn(values, checked(part.substring(dots + DOTS.length()).strip()));
      }
      if (values.size() > MOST) {
        throw new IllegalArgumentException("more than " + MOST + " values");
      }
    }
    return List.copyOf(values);
  }

  private static String checked(String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is no number above 0; expected a list such as 1,2,4..64");
    }
    return value;
  }

  private static void goOn(List<String> values, String end) {
    BigDecimal last = number(values.get(values.size() - 1));
    BigDecimal until = number(end);
    Step step = step(values);
    BigDecimal next = step.after(last);
    if (until.compareTo(last) <= 0 || next.compareTo(last) <= 0) {
      throw new IllegalArgumentException(
          "'" + last.toPlainString() + ".." + end + "' doesn't rise; expected such as 1,2,4..64");
    }
    while (next.compareTo(until) < 0 && values.size() <= MOST) {
      values.add(plain(next));
      next = step.after(next);
    }
    values.add(end);
  }

  private static BigDecimal number(String value) {
    if (value.equals("inf")) {
      throw new IllegalArgumentException("inf is no end or beginning of '..'");
    }
    return new BigDecimal(value);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private interface Step {
    BigDecimal after(BigDecimal value);
  }

  /** How the last numbers go on. */
  private static Step step(List<String> values) {
    int size = values.size();
    if (size == 1) {
      return value -> value.multiply(BigDecimal.valueOf(2));
    }
    BigDecimal last = number(values.get(size - 1));
    BigDecimal before = number(values.get(size - 2));
    BigDecimal difference = last.subtract(before);
    if (size == 2 || difference.compareTo(before.subtract(number(values.get(size - 3)))) == 0) {
      return value -> value.add(difference);
    }
    BigDecimal third = number(values.get(size - 3));
    if (before.multiply(before).compareTo(last.multiply(third)) != 0) {
      throw new IllegalArgumentException(
          "the numbers before '..' go on neither in equal steps nor by an equal factor");
    }
    return value -> value.multiply(last).divide(before, MathContext.DECIMAL64);
  }
}
