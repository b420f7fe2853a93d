package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumpyGeneratorTest {

  private static final JsonNode GOLDEN = golden();

  static Stream<String> seeds() {
    List<String> seeds = new ArrayList<>();
    GOLDEN.fieldNames().forEachRemaining(seeds::add);
    return seeds.stream();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void stateAndRawValuesAreNumpys(String seed) {
    JsonNode golden = GOLDEN.get(seed);
    NumpyGenerator generator = generator(seed);
    assertThat(big(generator.state())).isEqualTo(new BigInteger(golden.get("state").asText()));
    assertThat(big(generator.increment())).isEqualTo(new BigInteger(golden.get("inc").asText()));
    for (JsonNode raw : golden.get("random_raw_u64")) {
      assertThat(Long.toUnsignedString(generator.next64())).isEqualTo(raw.asText());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void boundedIntegersAreNumpysAndARangeOfOneDrawsNothing(String seed) {
    JsonNode golden =
        GOLDEN.get(seed).get("integers_0_151643_size10_then_100_101_size3_then_1_101_size5");
    NumpyGenerator generator = generator(seed);
    assertThat(generator.integers(0, 151643, 10)).containsExactly(longs(golden.get(0)));
    assertThat(generator.integers(100, 101, 3)).containsExactly(longs(golden.get(1)));
    assertThat(generator.integers(1, 101, 5)).containsExactly(longs(golden.get(2)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rangesAbove32BitsAreNumpysToo(String seed) {
    JsonNode golden = GOLDEN.get(seed).get("integers_0_2pow40_size3_then_0_7_size5");
    NumpyGenerator generator = generator(seed);
    assertThat(generator.integers(0, 1L << 40, 3)).containsExactly(longs(golden.get(0)));
    assertThat(generator.integers(0, 7, 5)).containsExactly(longs(golden.get(1)));
  }

  @Test
  void unsignedProductsAreThoseOfBigInteger() {
    NumpyGenerator random = new NumpyGenerator(1);
    for (int i = 0; i < 10_000; i++) {
      Uint128 x = new Uint128(random.next64(), random.next64());
      Uint128 y = new Uint128(random.next64(), random.next64());
      assertThat(big(x.times(y))).isEqualTo(big(x).multiply(big(y)).mod(BigInteger.TWO.pow(128)));
      assertThat(big(x.plus(y))).isEqualTo(big(x).add(big(y)).mod(BigInteger.TWO.pow(128)));
    }
  }

  private static NumpyGenerator generator(String seed) {
    return new NumpyGenerator(Long.parseUnsignedLong(seed));
  }

  private static BigInteger big(Uint128 number) {
    return new BigInteger(Long.toUnsignedString(number.high()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(number.low())));
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }

  private static JsonNode golden() {
    try {
      return new ObjectMapper()
          .readTree(
              NumpyGeneratorTest.class.getResourceAsStream("/golden/vllm/numpy_default_rng.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
