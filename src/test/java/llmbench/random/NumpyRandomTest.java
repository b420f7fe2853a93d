package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumpyRandomTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/vllm/numpy_default_rng.json");

  @Test
  void everySeedGivesNumpysStateBitsAndIntegers() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile());
    assertThat(golden.size()).isGreaterThan(3);
    for (Map.Entry<String, JsonNode> entry : golden.properties()) {
      long seed = Long.parseUnsignedLong(entry.getKey());
      JsonNode wanted = entry.getValue();
      assertThat(new NumpyRandom(seed).state()).hasToString(wanted.path("state").asText());
      assertThat(new NumpyRandom(seed).increment()).hasToString(wanted.path("inc").asText());
      assertThat(bits(seed)).isEqualTo(texts(wanted.path("random_raw_u64")));
      NumpyRandom small = new NumpyRandom(seed);
      assertThat(
              List.of(
                  small.integers(0, 151_643, 10),
                  small.integers(100, 101, 3),
                  small.integers(1, 101, 5)))
          .usingRecursiveComparison()
          .isEqualTo(
              arrays(wanted.path("integers_0_151643_size10_then_100_101_size3_then_1_101_size5")));
      NumpyRandom large = new NumpyRandom(seed);
      assertThat(List.of(large.integers(0, 1L << 40, 3), large.integers(0, 7, 5)))
          .usingRecursiveComparison()
          .isEqualTo(arrays(wanted.path("integers_0_2pow40_size3_then_0_7_size5")));
    }
  }

  /** Expected values: {@code numpy.random.default_rng(7).integers(…)} of numpy 2.3.5. */
  @Test
  void rangesAtTheLimitsOfThirtyTwoAndSixtyFourBitsAreNumpys() {
    NumpyRandom random = new NumpyRandom(7);
    assertThat(random.integers(0, 0xFFFFFFFFL, 2)).containsExactly(4058335882L, 2684764584L);
    assertThat(random.integers(0, 0x100000000L, 3))
        .containsExactly(2938530453L, 3853503932L, 2483747170L);
    assertThat(random.integers(0, 0x100000001L, 2)).containsExactly(967257516, 1289204377);
    assertThat(random.integers(-5, 6, 4)).containsExactly(3, -2, 4, 5);
    assertThat(random.integers(0, 0x80000001L, 4))
        .containsExactly(1073283950, 255728784, 1004882659, 1753345572);
    assertThat(random.integers(0, 0x4000000000000001L, 4))
        .containsExactly(
            1284011502497223841L, 1175378513906880444L, 2052552176972312932L, 2552555999798518307L);
  }

  @Test
  void aRangeOfOneValueConsumesNothing() {
    NumpyRandom with = new NumpyRandom(3);
    NumpyRandom without = new NumpyRandom(3);
    assertThat(with.integers(100, 101, 50)).containsOnly(100);
    assertThat(with.integers(0, 1000, 9)).containsExactly(without.integers(0, 1000, 9));
  }

  private static List<String> bits(long seed) {
    NumpyRandom random = new NumpyRandom(seed);
    List<String> bits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      bits.add(Long.toUnsignedString(random.nextLong()));
    }
    return bits;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static List<long[]> arrays(JsonNode lists) {
    List<long[]> arrays = new ArrayList<>();
    for (JsonNode list : lists) {
      long[] array = new long[list.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = list.get(i).asLong();
      }
      arrays.add(array);
    }
    return arrays;
  }
}
