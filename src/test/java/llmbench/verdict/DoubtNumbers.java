package llmbench.verdict;

import java.math.BigDecimal;

/** DoubtNumbers in a doubt's words. */
final class DoubtNumbers {

  private DoubtNumbers() {}

  /** Multiplied first: 0.07 × 100 is more than 7, and would break a limit of 7 %. */
  static double percent(double part, double whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }

  /** A number without zeros at its end. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
