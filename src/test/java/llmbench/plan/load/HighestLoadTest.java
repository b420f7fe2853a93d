package llmbench.plan.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.plan.Verdict;
import org.junit.jupiter.api.Test;

/** A search against what a look at every load would find. */
class HighestLoadTest {

  private static final int CASES = 2_000;
  private static final int MOST = 300;

  @Test
  void findsWhatALookAtEveryLoadFinds() {
    Random random = new Random(11);
    for (int i = 0; i < CASES; i++) {
      int least = 1 + random.nextInt(20);
      int most = least + random.nextInt(MOST);
      int kept = random.nextInt(most + 20);
      int open = random.nextInt(3) * random.nextInt(15);
      int start = 1 + random.nextInt(MOST);
      LoadVerdicts truth = load -> truth(load, kept, open);
      assertThat(HighestLoad.of(truth, start, least, most))
          .as("%d kept, %d open, from %d in %d to %d", kept, open, start, least, most)
          .isEqualTo(
              new HighestLoad(
                  last(truth, least, most, Verdict.KEPT),
                  first(truth, least, most, Verdict.BROKEN)));
    }
  }

  @Test
  void measuresFewLoads() {
    Set<Integer> measured = new HashSet<>();
    HighestLoad found =
        HighestLoad.of(
            load -> {
              measured.add(load);
              return truth(load, 713, 0);
            },
            8,
            1,
            1_024);
    assertThat(found).isEqualTo(new HighestLoad(OptionalInt.of(713), OptionalInt.of(714)));
    assertThat(measured).hasSizeLessThan(18);
  }

  @Test
  void measuresNothingOutsideTheBounds() {
    List<Integer> measured = new ArrayList<>();
    HighestLoad found =
        HighestLoad.of(
            load -> {
              measured.add(load);
              return Verdict.KEPT;
            },
            500,
            3,
            20);
    assertThat(found).isEqualTo(new HighestLoad(OptionalInt.of(20), OptionalInt.empty()));
    assertThat(measured).containsExactly(20);
  }

  private static Verdict truth(int load, int kept, int open) {
    if (load <= kept) {
      return Verdict.KEPT;
    }
    return load <= kept + open ? Verdict.OPEN : Verdict.BROKEN;
  }

  private static OptionalInt last(LoadVerdicts truth, int least, int most, Verdict verdict) {
    return IntStream.rangeClosed(least, most).filter(load -> truth.at(load) == verdict).max();
  }

  private static OptionalInt first(LoadVerdicts truth, int least, int most, Verdict verdict) {
    return IntStream.rangeClosed(least, most).filter(load -> truth.at(load) == verdict).min();
  }
}
