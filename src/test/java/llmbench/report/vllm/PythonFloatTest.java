package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import llmbench.options.syntax.PythonNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFloatTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "12.5, 12.5",
    "0.1, 0.1",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.5e16, 1.5e+16",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.25e-7, 1.25e-07",
    "2e-323, 2e-323",
    "1e100, 1e+100",
    "2.0E-3, 0.002",
    "-1.5e-9, -1.5e-09",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "123456789012345680, 1.2345678901234568e+17",
    // Java 17 itself writes the next four with more digits than it takes.
    "2e23, 2e+23",
    "8.41e21, 8.41e+21",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "2e-3, 0.002",
    "Infinity, inf",
    "2.2e-322, 2.2e-322"
  })
  void reprIsPythons(double value, String expected) {
    assertThat(PythonNumbers.repr(value)).isEqualTo(expected);
  }

  @Test
  void reprReadsBackAsTheSameNumber() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(PythonNumbers.repr(value))).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "0.125, 0.12",
    "0.375, 0.38",
    "0.135, 0.14",
    "1.005, 1.00",
    "2.675, 2.67",
    "1e15, 1000000000000000.00",
    "9.995, 9.99",
    "0.001, 0.00",
    "19590.78, 19590.78"
  })
  void twoDecimalsAreRoundedAsPythonDoes(double value, String expected) {
    assertThat(PythonFloat.fixed2(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"99, 99", "99.0, 99", "99.9, 99.9", "0, 0", "100, 100", "99.99, 99.99"})
  void percentilesHaveNoTrailingZero(double percent, String expected) {
    assertThat(PythonFloat.percentWord(percent)).isEqualTo(expected);
  }
}
