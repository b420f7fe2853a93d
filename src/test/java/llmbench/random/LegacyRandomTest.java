package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** numpy's legacy generator and Python's, beside what numpy 2.4.6 and Python drew. */
class LegacyRandomTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/numpy_legacy_rng.json");

  private static final Pattern CALL =
      Pattern.compile("randint\\((\\d+), ?([\\d^]+-?\\d*),(?:size=)?(\\d+)(?:,[\\w=]+)?\\)");

  @Test
  void everySeedGivesNumpysBitsIntegersAndFloats() throws IOException {
    int compared = 0;
    for (JsonNode vector : vectors()) {
      long seed = vector.path("seed").asLong();
      NumpyLegacyRandom raw = new NumpyLegacyRandom(seed);
      assertThat(LongStream.generate(raw::nextUnsignedInt).limit(20).boxed())
          .isEqualTo(longs(vector.path("raw_uint32_first20")));
      for (Map.Entry<String, JsonNode> field : vector.properties()) {
        if (!field.getKey().contains("randint") || field.getKey().contains("python")) {
          continue;
        }
        assertThat(drawn(seed, field.getKey())).as(field.getKey()).isEqualTo(flat(field));
        compared++;
      }
      assertThat(doubles(new NumpyLegacyRandom(seed)::nextDouble))
          .isEqualTo(doubles(vector.path("random_sample(20)")));
      NumpyLegacyRandom gaps = new NumpyLegacyRandom(seed);
      List<Double> wanted = doubles(vector.path("exponential(scale=0.1,size=20)"));
      for (double gap : wanted) {
        assertThat(gaps.nextExponential(0.1)).isCloseTo(gap, within(Math.ulp(gap)));
      }
    }
    assertThat(compared).isEqualTo(4 * 9);
  }

  @Test
  void everySeedGivesPythonsIntegers() throws IOException {
    for (JsonNode vector : vectors()) {
      PythonRandom random = new PythonRandom(vector.path("seed").asLong());
      List<Long> wanted =
          longs(vector.path("python random.seed(s); randint(4,6) x20 (1.14.1 --max-tokens 4 6)"));
      assertThat(Stream.generate(() -> (long) random.between(4, 6)).limit(20)).isEqualTo(wanted);
    }
  }

  /** Expected values: {@code random.seed(7)}, then {@code randint} of CPython 3.11. */
  @Test
  void aRangeOfOneValueConsumesPythonsBitsButNotNumpys() {
    PythonRandom python = new PythonRandom(7);
    assertThat(python.between(5, 5)).isEqualTo(5);
    assertThat(python.between(0, 999)).isEqualTo(970);
    assertThat(new PythonRandom(7).between(0, 999)).isEqualTo(331);
    NumpyLegacyRandom with = new NumpyLegacyRandom(3);
    assertThat(with.integers(100, 101, 50)).containsOnly(100);
    assertThat(with.integers(0, 1000, 9))
        .containsExactly(new NumpyLegacyRandom(3).integers(0, 1000, 9));
  }

  @Test
  void whatTheGeneratorsCannotDrawIsRefused() {
    NumpyLegacyRandom random = new NumpyLegacyRandom(0xFFFF_FFFFL);
    assertThat(random.integers(0, 1L << 32, 3)).hasSize(3);
    assertThatIllegalArgumentException().isThrownBy(() -> random.integers(5, 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> random.integers(0, (1L << 32) + 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyLegacyRandom(1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumpyLegacyRandom(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PythonRandom(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PythonRandom(0).between(2, 1));
  }

  /** Makes the calls that a field's name describes, one after the other. */
  private static List<Long> drawn(long seed, String calls) {
    NumpyLegacyRandom random = new NumpyLegacyRandom(seed);
    List<Long> drawn = new ArrayList<>();
    Matcher call = CALL.matcher(calls);
    while (call.find()) {
      long high = call.group(2).equals("2^32-1") ? 0xFFFF_FFFFL : Long.parseLong(call.group(2));
      int count = Integer.parseInt(call.group(3));
      for (long value : random.integers(Long.parseLong(call.group(1)), high, count)) {
        drawn.add(value);
      }
    }
    return drawn;
  }

  private static List<Long> flat(Map.Entry<String, JsonNode> field) {
    if (!field.getKey().startsWith("seq")) {
      return longs(field.getValue());
    }
    List<Long> all = new ArrayList<>();
    field.getValue().forEach(list -> all.addAll(longs(list)));
    return all;
  }

  private static JsonNode vectors() throws IOException {
    JsonNode vectors = new ObjectMapper().readTree(GOLDEN.toFile()).path("vectors");
    assertThat(vectors).hasSize(4);
    return vectors;
  }

  private static List<Long> longs(JsonNode list) {
    List<Long> longs = new ArrayList<>();
    list.forEach(item -> longs.add(item.asLong()));
    return longs;
  }

  private static List<Double> doubles(Supplier<Double> source) {
    return Stream.generate(source).limit(20).toList();
  }

  private static List<Double> doubles(JsonNode list) {
    List<Double> doubles = new ArrayList<>();
    list.forEach(item -> doubles.add(item.asDouble()));
    return doubles;
  }
}
