package llmbench.metrics.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.testing.RandomRequests;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  @Test
  void whatFitsIsShownWholeInTheOrderOfSending() {
    Requests all = new RandomRequests(1, 5000).make(50);
    Selection selection = Selection.ofAll(all, 50);
    assertThat(selection.rule()).isEqualTo("All 50 requests.");
    assertThat(selection.places()).hasSize(50).doesNotHaveDuplicates();
    assertThat(IntStream.of(selection.places()).mapToObj(all::sentNanos).toList()).isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 500})
  void ofMoreFailuresAndTheSlowestAreKeptAndNeverMoreThanAskedFor(int most) {
    for (int seed = 0; seed < 10; seed++) {
      Requests all = new RandomRequests(seed, 5000).make(501 + seed * 400);
      Selection selection = Selection.ofAll(all, most);
      Set<Integer> places = places(selection);
      assertThat(places.size()).isBetween(most * 2 / 5, most);
      assertThat(IntStream.of(selection.places()).mapToObj(all::sentNanos).toList()).isSorted();
      List<Integer> failures =
          IntStream.range(0, all.size()).filter(place -> !all.ok(place)).boxed().toList();
      long kept = failures.stream().filter(places::contains).count();
      if (failures.size() <= most / 2) {
        assertThat(kept).isEqualTo(failures.size());
      } else {
        assertThat(kept).isBetween((long) most / 4, (long) most / 2);
      }
      assertThat(places).containsAll(slowest(all, most / 10));
      assertThat(selection.rule())
          .startsWith(String.format("%,d of %,d requests: ", places.size(), all.size()));
      assertThat(Selection.ofAll(all, most).places()).isEqualTo(selection.places());
    }
  }

  private static List<Integer> slowest(Requests all, int count) {
    return IntStream.range(0, all.size())
        .boxed()
        .filter(all::ok)
        .sorted(Comparator.comparing(p -> all.sentNanos(p) - all.endNanos(p)))
        .limit(count)
        .toList();
  }

  @Test
  void theRuleSaysHowEveryOtherOneWasChosen() {
    Requests all = new RandomRequests(5, 5000).make(3000);
    int failures = all.failed().size();
    Selection selection = Selection.ofAll(all, 1000);
    int step = (3000 - failures - 100 + 1000 - failures - 100 - 1) / (1000 - failures - 100);
    assertThat(selection.rule())
        .isEqualTo(
            String.format(
                "%,d of 3,000 requests: all %d that did not succeed, the 100 successful ones that"
                    + " took longest, and one in %d of the others, in the order of sending.",
                selection.places().length, failures, step));
    assertThat(Selection.ofAll(all, 20).rule())
        .contains("one in " + (failures + 9) / 10 + " of the " + failures + " that did not");
  }

  @Test
  void theSlowestToTheFirstOutputAreKeptInAScatter() {
    for (int seed = 0; seed < 10; seed++) {
      Requests all = new RandomRequests(seed, 5000).make(2500);
      Requests finished = all.finished();
      PromptScatter scatter = RunCharts.of(all, 9).scatter(200).orElseThrow();
      double slowest = 0;
      int timed = 0;
      for (RequestRecord request : finished) {
        ChunkRule.Times times = ChunkRule.OUTPUTS.read(request.messages());
        if (request.ok() && times.found()) {
          timed++;
          slowest = Math.max(slowest, times.firstSeconds() * 1000);
        }
      }
      assertThat(scatter.of()).isEqualTo(timed);
      assertThat(scatter.ttftMillis().size()).isBetween(100, 200);
      assertThat(scatter.promptTokens().size()).isEqualTo(scatter.ttftMillis().size());
      assertThat(scatter.ttftMillis().stream().max()).hasValue(slowest);
    }
  }

  @Test
  void theSlowestOfManyAreThoseThatASortFinds() {
    Random random = new Random(9);
    Selection.Slowest slowest = new Selection.Slowest(25);
    int[] nanos = random.ints(500, 0, 60).toArray();
    for (int place = 0; place < nanos.length; place++) {
      slowest.add(place, nanos[place]);
    }
    int[] sorted =
        IntStream.range(0, nanos.length)
            .boxed()
            .sorted(Comparator.comparing(place -> -nanos[place]))
            .limit(25)
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(slowest.places()).isEqualTo(sorted);
    assertThat(slowest.count()).isEqualTo(500);
  }

  private static Set<Integer> places(Selection selection) {
    return IntStream.of(selection.places()).boxed().collect(Collectors.toSet());
  }

  @Test
  void noneIsNone() {
    Requests all = new RandomRequests(3, 5000).make(500);
    assertThat(Selection.ofAll(all, 0).places()).isEmpty();
    assertThat(Selection.ofAll(all, 1).places()).hasSizeLessThanOrEqualTo(1);
  }
}
