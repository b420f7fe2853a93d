package llmbench.metrics.levels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  @Test
  void tokensOfAUserStandAgainstThoseOfAGpu() {
    ParetoFront front = ParetoFront.of(List.of(level(1, 100), level(10, 500), level(20, 480)), 2);
    assertThat(front.points())
        .containsExactly(
            new ParetoFront.Point(100, 50),
            new ParetoFront.Point(50, 250),
            new ParetoFront.Point(24, 240));
    assertThat(front.front()).containsExactly(0, 1);
  }

  /** What is less by no more than vLLM's 1e-9 stays on the front. */
  @Test
  void whatIsAsGoodButForRoundingStays() {
    assertThat(ParetoFront.of(List.of(level(1, 100), level(2, 100 - 1e-10)), 1).front())
        .containsExactly(0, 1);
    assertThat(ParetoFront.of(List.of(level(1, 100), level(2, 100 - 1e-8)), 1).front())
        .containsExactly(0);
  }

  @Test
  void nothingIsBetterInBothThanWhatIsOnIt() {
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      List<LevelFigures> levels =
          IntStream.range(0, random.nextInt(12))
              .mapToObj(n -> level(1 + random.nextInt(64), 10 + random.nextInt(50)))
              .toList();
      ParetoFront front = ParetoFront.of(levels, 1);
      for (int place = 0; place < levels.size(); place++) {
        ParetoFront.Point point = front.points().get(place);
        boolean beaten =
            front.points().stream()
                .anyMatch(
                    other -> other.perUser() >= point.perUser() && other.perGpu() > point.perGpu());
        assertThat(front.front().contains(place)).isEqualTo(!beaten);
      }
    }
  }

  private static LevelFigures level(double load, double throughput) {
    return new LevelFigures(load, throughput, throughput, throughput, Map.of());
  }
}
