package llmbench.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0:00",
    "59, 0:59",
    "60, 1:00",
    "3599, 59:59",
    "3600, 1:00:00",
    "359999, 99:59:59",
    "360000, 4d 04h",
    "863999999, 9999d 23h",
    "864000000, –",
    "9223372036854775807, –"
  })
  void secondsAreAClock(long seconds, String text) {
    assertThat(Texts.clock(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "0.001, 0:01", "1, 0:01", "1.01, 0:02", "1e300, –", ", –"})
  void whatIsToComeIsZeroOnlyWhenNothingIs(@Nullable Double seconds, String text) {
    assertThat(Texts.clockUp(maybe(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 ms",
    "4.704, 4.7 ms",
    "9.949, 9.9 ms",
    "9.95, 10 ms",
    "9999.4, '9,999 ms'",
    "10000, 10.0 s",
    "99949, 99.9 s",
    "99950, 100 s",
    "1e7, '10,000 s'",
    ", –"
  })
  void millisecondsHaveTheDigitsThatCount(@Nullable Double millis, String text) {
    assertThat(Texts.millis(maybe(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9999.4, 9999",
    "9999.5, 10k",
    "12345, 12k",
    "999499, 999k",
    "999500, 1.0M",
    "9949999, 9.9M",
    "9950000, 10M",
    "1e18, 1.0E",
    "1e24, 1000000E"
  })
  void countsAreShortened(double number, String text) {
    assertThat(Texts.count(number, true)).isEqualTo(text);
  }

  private static OptionalDouble maybe(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
