package llmbench.report.vllm;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Python writes them, which differs from Java in both forms that vLLM bench uses. */
final class PythonFloat {

  private PythonFloat() {}

  /**
   * As {@code repr(float)}: the shortest digits that read back as the same number (Java 17's own
   * {@code toString} sometimes gives one more), positional from 1e-4 to below 1e16, {@code inf} for
   * infinity.
   */
  static String repr(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = shortest.unscaledValue().abs().toString();
    String sign = value < 0 ? "-" : "";
    String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "");
    return sign + digits.charAt(0) + rest + "e" + power + Math.abs(exponent);
  }

  /**
   * As {@code {:.2f}}: the exact binary value, rounded half to even. Java's {@code %.2f} rounds the
   * shortest decimal half up, so that 0.125 would be 0.13.
   */
  static String fixed2(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A percentile in a label or key: {@code 99}, {@code 99.9}. */
  static String percentWord(double percent) {
    return percent == Math.rint(percent) ? Long.toString((long) percent) : repr(percent);
  }
}
