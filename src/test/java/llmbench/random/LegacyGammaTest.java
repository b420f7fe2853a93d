package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** numpy's legacy gamma beside what numpy 2.3.5 drew, of shapes from 0.001 to 1000 and infinity. */
class LegacyGammaTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/numpy/legacy_gamma.json");

  /**
   * In percent: the last bit of a logarithm, of which a shape of 0.001 makes the thousandth power.
   */
  private static final double LAST_BITS = 1e-10;

  @Test
  void everyShapeIsDrawnAsNumpyDrawsItAndConsumesAsMuch() throws IOException {
    JsonNode cases = golden().path("cases");
    assertThat(cases).hasSize(80);
    int first = 0;
    int same = 0;
    for (JsonNode one : cases) {
      NumpyLegacyRandom random = new NumpyLegacyRandom(one.path("seed").asLong());
      double shape = one.path("shape").asDouble();
      double scale = one.path("scale").asDouble();
      for (JsonNode wanted : one.path("first")) {
        double drawn = random.nextGamma(shape, scale);
        assertThat(drawn)
            .as("shape %s", shape)
            .isCloseTo(wanted.asDouble(), withinPercentage(LAST_BITS));
        first++;
        same += drawn == wanted.asDouble() ? 1 : 0;
      }
      double sum = DoubleStream.generate(() -> random.nextGamma(shape, scale)).limit(200).sum();
      assertThat(sum)
          .as("shape %s", shape)
          .isCloseTo(one.path("sum_of_200_more").asDouble(), withinPercentage(LAST_BITS));
      assertThat(random.nextDouble()).as("shape %s", shape).isEqualTo(next(one));
    }
    assertThat(same).as("to the last bit, of " + first).isGreaterThan(first * 98 / 100);
  }

  /** What vLLM before 0.32 asks for: it takes no notice of the values, but of what is consumed. */
  @Test
  void anInfiniteShapeConsumesWhatItConsumesInNumpy() throws IOException {
    JsonNode golden = golden().path("infinite_shape");
    NumpyLegacyRandom random = new NumpyLegacyRandom(golden.path("seed").asLong());
    for (int i = 0; i < golden.path("draws").asInt(); i++) {
      assertThat(random.nextGamma(Double.POSITIVE_INFINITY, 1)).isInfinite();
    }
    assertThat(random.nextDouble()).isEqualTo(next(golden));
  }

  @Test
  void aCopyDrawsTheSameAndNeitherChangesTheOther() {
    Random choices = new Random(17);
    for (int round = 0; round < 300; round++) {
      NumpyLegacyRandom one = new NumpyLegacyRandom(choices.nextInt(1000));
      draw(one, choices.nextInt(700), 2.5);
      NumpyLegacyRandom copy = one.copy();
      NumpyLegacyRandom untouched = one.copy();
      double shape = Math.pow(10, choices.nextDouble() * 4 - 2);
      int count = choices.nextInt(700) + 1;
      double last = draw(one, count, shape);
      assertThat(draw(copy, count, shape)).isEqualTo(last);
      assertThat(draw(untouched, count, shape)).isEqualTo(last);
      assertThat(one.nextNormal()).isEqualTo(copy.nextNormal());
    }
  }

  private static double draw(NumpyLegacyRandom random, int count, double shape) {
    return DoubleStream.generate(() -> random.nextGamma(shape, 1)).limit(count).sum();
  }

  private static double next(JsonNode golden) {
    return golden.path("next_double").asDouble();
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(GOLDEN.toFile());
  }
}
