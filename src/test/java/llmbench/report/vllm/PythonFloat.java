package llmbench.report.vllm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import llmbench.options.syntax.PythonNumbers;

/** Numbers as Python formats them, where that differs from Java. */
final class PythonFloat {

  private PythonFloat() {}

  /**
   * As {@code {:.2f}}: the exact binary value, rounded half to even. Java's {@code %.2f} rounds the
   * shortest decimal half up, so that 0.125 would be 0.13.
   */
  static String fixed2(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A percentile in a label or key: {@code 99}, {@code 99.9}. */
  static String percentWord(double percent) {
    return percent == Math.rint(percent)
        ? Long.toString((long) percent)
        : PythonNumbers.repr(percent);
  }
}
