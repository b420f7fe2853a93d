package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vLLM's datasets draw, beside what numpy 2.3.5 and CPython 3.11.7 drew. */
class GeneratorsGoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/generators.json");

  private static JsonNode golden;

  @BeforeAll
  static void read() throws IOException {
    golden = new ObjectMapper().readTree(GOLDEN.toFile());
    assertThat(golden.path("cases")).hasSize(4);
  }

  @Test
  void pythonDrawsAndChooses() {
    for (JsonNode wanted : golden.path("cases")) {
      JsonNode lists =
          wanted.path(
              "python: random() x3, choice(range(7)) x8, choices(range(151651),k=5),"
                  + " randint(1,9) x5");
      PythonRandom random = new PythonRandom(wanted.path("seed").asLong());
      assertThat(Stream.generate(random::nextDouble).limit(3).toList().toString())
          .isEqualTo(text(lists.path(0)));
      assertThat(IntStream.generate(() -> random.below(7)).limit(8).boxed().toList().toString())
          .isEqualTo(text(lists.path(1)));
      assertThat(Arrays.toString(random.choices(151_651, 5))).isEqualTo(text(lists.path(2)));
      PythonRandom copy = random.copy();
      assertThat(numbers(random)).isEqualTo(text(lists.path(3)));
      assertThat(numbers(copy)).isEqualTo(text(lists.path(3)));
    }
  }

  private static String numbers(PythonRandom random) {
    return IntStream.generate(() -> random.between(1, 9)).limit(5).boxed().toList().toString();
  }

  @Test
  void pythonShuffles() {
    for (JsonNode wanted : golden.path("cases")) {
      int[] list = IntStream.range(0, 20).toArray();
      new PythonRandom(wanted.path("seed").asLong()).shuffle(list);
      assertThat(Arrays.toString(list)).isEqualTo(text(wanted.path("python: shuffle(range(20))")));
    }
  }

  @Test
  void numpysLegacyGeneratorPermutes() {
    for (JsonNode wanted : golden.path("cases")) {
      JsonNode lists = wanted.path("legacy: permutation(13), then randint(0,13,20)");
      NumpyLegacyRandom random = new NumpyLegacyRandom(wanted.path("seed").asLong());
      assertThat(Arrays.toString(random.permutation(13))).isEqualTo(text(lists.path(0)));
      assertThat(Arrays.toString(random.integers(0, 13, 20))).isEqualTo(text(lists.path(1)));
    }
  }

  @Test
  void textsHaveThePythonHashOfASeed() {
    JsonNode hashes = golden.path("str_hash (CPython 3.11 SipHash-1-3), & 0xFFFFFFFF");
    assertThat(hashes).hasSize(9);
    for (JsonNode wanted : hashes) {
      long hash =
          new PythonHash(wanted.path("PYTHONHASHSEED").asLong()).of(wanted.path("text").asText());
      assertThat(hash & 0xFFFF_FFFFL).isEqualTo(wanted.path("value").asLong());
    }
  }

  /** Expected values: {@code hash(text)} of CPython 3.11.7. */
  @ParameterizedTest
  @CsvSource({
    "42, é:16, -8639154374149018694",
    "42, 你:16, -8590581007626085537",
    "42, 🙂:5, 3273943429719468893",
    "42, abcdefgh, -5457871895989710762",
    "0, é:16, 8486814460925029589",
    "0, 你:16, -3404476837549500559",
    "0, 🙂:5, 216258165297777665",
    "0, abcdefgh, 4574395652268504554",
    "0, '', 0"
  })
  void textsAreHashedAsPythonHoldsThem(long seed, String text, long hash) {
    assertThat(new PythonHash(seed).of(text)).isEqualTo(hash);
  }

  @Test
  void nothingIsChosenFromNothing() {
    PythonRandom random = new PythonRandom(0);
    assertThatIllegalArgumentException().isThrownBy(() -> random.below(0));
    assertThatIllegalArgumentException().isThrownBy(() -> random.choices(0, 1));
    for (long seed : List.of(-1L, 1L << 32)) {
      assertThatIllegalArgumentException().isThrownBy(() -> new PythonHash(seed));
    }
  }

  private static String text(JsonNode list) {
    return list.toString().replace(",", ", ");
  }
}
