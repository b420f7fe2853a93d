package llmbench.options.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonNumbersTest {

  /** As Python 3.11: "Exceeds the limit (4300 digits) for integer string conversion". */
  @Test
  void aWholeNumberOfMoreDigitsThanPythonReadsIsNone() {
    assertThat(PythonNumbers.whole("-" + "1_".repeat(4_299) + "1")).isNegative();
    assertThat(PythonNumbers.whole("1".repeat(4_301))).isNull();
    assertThat(PythonNumbers.whole("0".repeat(5_000) + "1")).isNull();
  }

  /** Texts on the right are Python 3.11's own. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "0.1, 0.1",
    "1e-5, 1e-05",
    "0.0001, 0.0001",
    "0.00001234, 1.234e-05",
    "1e16, 1e+16",
    "1e15, 1000000000000000.0",
    "123456789012345680, 1.2345678901234568e+17",
    "5e-324, 5e-324",
    "1.5e-323, 1.5e-323",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2e-3, 0.002",
    "100, 100.0",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "210411059138186.62, 210411059138186.62",
    "-2.5, -2.5",
    "9007199254740993, 9007199254740992.0",
    "9999999.5, 9999999.5",
    "10000000, 10000000.0",
    "12345678.25, 12345678.25",
    "0.001, 0.001",
    "0.000999, 0.000999",
    "0.000123456, 0.000123456",
    "9.9e-5, 9.9e-05",
    "2e23, 2e+23",
    "1e23, 1e+23",
    "9.5367431640625e-07, 9.5367431640625e-07",
    "3e-320, 3e-320",
    "0.3333333333333333, 0.3333333333333333",
    "1e-100, 1e-100",
    "inf, inf",
    "-Infinity, -inf",
    "NaN, nan",
    "1_0.5, 10.5",
    "1e1_0, 10000000000.0",
    ".5, 0.5",
    "5., 5.0",
    "' 1 ', 1.0"
  })
  void realNumbersAreReadAndWrittenAsPythonDoes(String text, String repr) {
    double value = Objects.requireNonNull(PythonNumbers.real(text));
    assertThat(PythonNumbers.repr(value)).isEqualTo(repr);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "1d", "1f", "0x1p3", "1__0", "_1", "1e", ".", "1,5", "--1"})
  void whatPythonRefusesIsNoNumber(String text) {
    assertThat(PythonNumbers.real(text)).isNull();
    assertThat(PythonNumbers.whole(text)).isNull();
  }

  @Test
  void wholeNumbersMayHaveSignsAndUnderscores() {
    assertThat(PythonNumbers.whole("+1_000")).isEqualTo(BigInteger.valueOf(1000));
    assertThat(PythonNumbers.whole(" -007 ")).isEqualTo(BigInteger.valueOf(-7));
    assertThat(PythonNumbers.whole("1.0")).isNull();
    assertThat(PythonNumbers.whole("1e3")).isNull();
  }

  @Test
  void everyWrittenNumberReadsBackAsItself() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertThat(PythonNumbers.real(PythonNumbers.repr(value))).isEqualTo(Double.valueOf(value));
    }
  }
}
