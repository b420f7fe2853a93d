package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.options.WeightedModels;
import org.junit.jupiter.api.Test;

class WeightedAssignmentTest {

  private static final int PROMPTS = 20_000;

  private static WeightedModels models(double... weights) {
    Map<String, Double> all = new LinkedHashMap<>();
    IntStream.range(0, weights.length).forEach(i -> all.put("m" + i, weights[i]));
    return new WeightedModels(all);
  }

  private static List<String> named(WeightedModels models, long seed, IntStream places) {
    WeightedAssignment assignment = new WeightedAssignment(models, seed);
    return places
        .mapToObj(i -> assignment.apply(new Prompt(i, "p", 1, 1)).extras().model())
        .toList();
  }

  /** Five standard deviations of a count: of a fair draw one test in a million is beyond them. */
  @Test
  void eachModelIsNamedAsOftenAsItsWeightSays() {
    Random random = new Random(4);
    for (int round = 0; round < 20; round++) {
      double[] weights = random.doubles(2 + random.nextInt(4), 0.01, 10).toArray();
      double all = Arrays.stream(weights).sum();
      Map<String, Long> counts =
          named(models(weights), random.nextLong(), IntStream.range(0, PROMPTS)).stream()
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      for (int i = 0; i < weights.length; i++) {
        double share = weights[i] / all;
        assertThat(counts.getOrDefault("m" + i, 0L).doubleValue())
            .as("%s of %s", i, Arrays.toString(weights))
            .isCloseTo(PROMPTS * share, within(5 * Math.sqrt(PROMPTS * share * (1 - share)) + 1));
      }
    }
  }

  @Test
  void theSamePromptNamesTheSameModelWhateverWasDrawnBefore() {
    WeightedModels models = models(3, 1);
    List<String> all = named(models, 7, IntStream.range(0, 100));
    assertThat(named(models, 7, IntStream.range(50, 100))).isEqualTo(all.subList(50, 100));
    assertThat(named(models, 8, IntStream.range(0, 100))).isNotEqualTo(all);
  }

  @Test
  void onlyTheRatioOfTheWeightsCounts() {
    assertThat(named(models(30, 10), 7, IntStream.range(0, 1_000)))
        .isEqualTo(named(models(3, 1), 7, IntStream.range(0, 1_000)));
  }

  @Test
  void aModelAloneIsNamedByAll() {
    assertThat(named(models(0.5), 7, IntStream.range(0, 20))).containsOnly("m0");
  }
}
