package llmbench.metrics.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.Test;

class CacheHitsTest {

  @Test
  void countersAreOfTheRunAloneAndBesideThemIsWhatAnswersSay() {
    CacheHits.Sum sum = sum(1_000, 300, 1_500, 500);
    sum.add(new Usage(100, 5, 64));
    sum.add(new Usage(400, 5, 16));
    sum.add(new Usage(900, 5, null));
    sum.add(null);
    CacheHits hits = sum.get().orElseThrow();
    assertThat(hits).isEqualTo(new CacheHits(500, 200, 500, 80));
    assertThat(hits.hitPercent()).isEqualTo(40);
    assertThat(hits.cachedPercent()).hasValue(16);
  }

  @Test
  void whereNothingWasLookedForOrTheServerBeganAnewThereIsNone() {
    assertThat(sum(5, 5, 5, 5).get()).isEmpty();
    assertThat(sum(1_000, 300, 1_500, 20).get()).as("another process counts").isEmpty();
    assertThat(new CacheHits.Sum(Optional.empty()).get()).isEmpty();
  }

  @Test
  void answersThatSayNothingHaveNoShare() {
    assertThat(sum(0, 0, 8, 4).get().orElseThrow().cachedPercent()).isEmpty();
  }

  private static CacheHits.Sum sum(double queries, double hits, double later, double found) {
    PrefixCache cache =
        new PrefixCache(
            new PrefixCache.Counters(queries, hits), new PrefixCache.Counters(later, found));
    return new CacheHits.Sum(Optional.of(cache));
  }
}
