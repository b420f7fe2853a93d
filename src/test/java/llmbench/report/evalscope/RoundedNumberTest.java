package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedNumberTest {

  /** Python: {@code round(x, 4)}, and {@code format(round(x, 4), 'g')} beside it. */
  @ParameterizedTest
  @CsvSource({
    // Exact binary ties go to the even digit.
    "0.00003125,      0.0,       0",
    "0.03125,         0.0312,    0.0312",
    "0.09375,         0.0938,    0.0938",
    "2.00390625,      2.0039,    2.0039",
    // What looks like a tie is a little above or below it.
    "0.00005,         0.0001,    0.0001",
    "0.00015,         0.0001,    0.0001",
    "0.00025,         0.0003,    0.0003",
    "1.00005,         1.0001,    1.0001",
    "8757.33345,      8757.3335, 8757.33",
    "0,               0.0,       0",
    "-1000,           -1000.0,   -1000",
    "100,             100.0,     100",
    "999999.4,        999999.4,  999999",
    "999999.5,        999999.5,  1e+06",
    "17507812.25,     17507812.25, 1.75078e+07",
    "1e11,            100000000000.0, 1e+11",
  })
  void roundsAsPythonDoes(double value, String python, String general) {
    RoundedNumber figure = RoundedNumber.rounded(value, 4);
    assertThat(figure.python()).isEqualTo(python);
    assertThat(figure.json()).isEqualTo(python);
    assertThat(figure.general()).isEqualTo(general);
  }

  /** 1.14's {@code _format_number(round(x, 4) * factor, decimals)}. */
  @ParameterizedTest
  @CsvSource({
    "87.475,  2, 1,   87.48",
    "44.9031, 2, 1,   44.9",
    "1.005,   2, 1,   1.01",
    "12.5,    0, 1,   13",
    "-0.5,    0, 1,   0",
    "-1.5,    0, 1,   -1",
    "0.0004,  3, 1,   0",
    "0.0005,  3, 1,   0.001",
    "0.6814,  1, 100, 68.1",
    "0.68149, 1, 100, 68.2",
    "1200,    2, 1,   1200",
    "-1000,   2, 1,   -1000",
  })
  void tablesOf114RoundTiesUp(double value, int decimals, int factor, String shown) {
    assertThat(RoundedNumber.rounded(value, 4).shown(decimals, factor)).isEqualTo(shown);
  }

  @Test
  void whatIsNotThereHasAFormInEachPlace() {
    RoundedNumber nothing = RoundedNumber.rounded(Double.NaN, 4);
    assertThat(nothing.json()).isEqualTo("null");
    assertThat(nothing.python()).isEqualTo("nan");
    assertThat(nothing.shown(2, 1)).isEqualTo("—");
    assertThat(nothing.isThere()).isFalse();
    assertThat(nothing.isSome()).isFalse();
  }

  @Test
  void countsHaveNoPoint() {
    assertThat(RoundedNumber.count(12).json()).isEqualTo("12");
    assertThat(RoundedNumber.rounded(98, 4).whole().json()).isEqualTo("98");
    assertThat(RoundedNumber.exact(2.5).json()).isEqualTo("2.5");
    assertThat(RoundedNumber.exact(-1).json()).isEqualTo("-1.0");
  }
}
