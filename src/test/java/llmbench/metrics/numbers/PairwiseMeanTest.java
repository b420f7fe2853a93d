package llmbench.metrics.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairwiseMeanTest {

  /** {@code numpy.mean([1 / (i + 1) for i in range(n)])}, by numpy. */
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "3, 0.611111111111111",
    "7, 0.37040816326530607",
    "8, 0.3397321428571428",
    "9, 0.31432980599647264",
    "17, 0.20232661897886814",
    "100, 0.05187377517639621",
    "127, 0.04271917002038718",
    "128, 0.04244646166085291",
    "129, 0.042177511864912164",
    "130, 0.04191224106358443",
    "200, 0.029390154740607223",
    "257, 0.023845276316735168",
    "1000, 0.007485470860550345",
    "4099, 0.0021702454163008184"
  })
  void itIsNumpysToTheLastBit(int size, double mean) {
    double[] values = IntStream.range(0, size).mapToDouble(i -> 1.0 / (i + 1)).toArray();
    assertThat(PairwiseMean.of(values)).isEqualTo(mean);
  }
}
