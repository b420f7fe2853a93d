package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** Poisson's, Zipf's and lognormal values, beside what numpy 2.3.5's legacy generator drew. */
class NumpyDistributionsTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/vllm/multi_turn/numpy_distributions.json");

  /** In the golden's order, since each goes on where the one before stopped. */
  @Test
  void eachDrawsWhatNumpyDraws() throws IOException {
    JsonNode all = new ObjectMapper().readTree(GOLDEN.toFile());
    assertThat(all).hasSize(3);
    for (JsonNode wanted : all) {
      NumpyLegacyRandom random = new NumpyLegacyRandom(wanted.path("seed").asLong());
      for (Map.Entry<String, JsonNode> each : wanted.path("poisson").properties()) {
        double mean = Double.parseDouble(each.getKey());
        check(each, () -> random.nextPoisson(mean));
      }
      for (Map.Entry<String, JsonNode> each : wanted.path("zipf").properties()) {
        double exponent = Double.parseDouble(each.getKey());
        check(each, () -> random.nextZipf(exponent));
      }
      for (Map.Entry<String, JsonNode> each : wanted.path("lognormal").properties()) {
        String[] of = each.getKey().split(",", -1);
        double mean = Double.parseDouble(of[0]);
        double sigma = Double.parseDouble(of[1]);
        check(each, () -> random.nextLognormal(mean, sigma));
      }
      List<Long> next = new ArrayList<>();
      wanted.path("next").forEach(value -> next.add(value.asLong()));
      assertThat(random.integers(0, 1000, next.size()))
          .containsExactly(next.stream().mapToLong(each -> each).toArray());
    }
  }

  private static void check(Map.Entry<String, JsonNode> wanted, DoubleSupplier drawn) {
    for (JsonNode value : wanted.getValue()) {
      double expected = value.asDouble();
      // The last bit is the C library's.
      assertThat(drawn.getAsDouble())
          .as(wanted.getKey())
          .isCloseTo(expected, within(expected * 1e-14));
    }
  }
}
