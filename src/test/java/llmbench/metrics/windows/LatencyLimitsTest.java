package llmbench.metrics.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.RandomRequests;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.junit.jupiter.api.Test;

class LatencyLimitsTest {

  private static final int RUNS = 200;

  /** Each 1 + an exponential number of mean 1: the mean is 2, P99 1 + ln 100. */
  @Test
  void theTrueFiguresAreWithinTheLimitsOfNineteenOfTwentyRuns() {
    Random random = new Random(61);
    int means = 0;
    int p99s = 0;
    int certified = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] millis =
          DoubleStream.generate(() -> 1 - Math.log(1 - random.nextDouble())).limit(2_000).toArray();
      LatencyLimits limits = LatencyLimits.of(LatencyMetric.TTFT, millis, 50);
      means += limits.mean().orElseThrow().contains(2) ? 1 : 0;
      p99s += limits.p99().isEmpty() || limits.p99().get().contains(1 + Math.log(100)) ? 1 : 0;
      certified += limits.certifiedP99().orElseThrow() >= 1 + Math.log(100) ? 1 : 0;
    }
    assertThat(means).isBetween(180, 199);
    assertThat(p99s).isBetween(180, RUNS);
    assertThat(certified).isBetween(182, RUNS);
  }

  @Test
  void aCertifiedPercentileTakes299Requests() {
    double[] millis = DoubleStream.iterate(1, value -> value + 1).limit(299).toArray();
    assertThat(LatencyLimits.of(LatencyMetric.E2EL, millis, 100).certifiedP99()).hasValue(299);
    LatencyLimits fewer = LatencyLimits.of(LatencyMetric.E2EL, Arrays.copyOf(millis, 298), 100);
    assertThat(fewer.certifiedP99()).isEmpty();
    assertThat(fewer.isKnown()).as("three parts").isFalse();
  }

  /** A walk goes by their ends; parts are those in the order of sending. */
  @Test
  void partsAreTakenInTheOrderOfSending() {
    Requests run = new RandomRequests(62, 4_000).make(400);
    Function<RequestRecord, RequestTimes> times =
        record -> VllmDialect.V0_33_CHAT.times(record, text -> 3);
    Collector<Windows> all = Windows.collector(run, List.of(), OptionalInt.empty(), times);
    Collector.walk(run, List.of(all));
    double[] millis =
        run.stream()
            .filter(RequestRecord::ok)
            .sorted(Comparator.comparingLong(RequestRecord::sentNanos))
            .mapToDouble(record -> times.apply(record).latencySeconds() * 1000)
            .toArray();
    int peak = new InFlight(run).peak();
    assertThat(all.figures().limits())
        .extracting(LatencyLimits::metric)
        .containsExactly(LatencyMetric.TTFT, LatencyMetric.TPOT, LatencyMetric.E2EL);
    assertThat(all.figures().limits().get(2))
        .isEqualTo(LatencyLimits.of(LatencyMetric.E2EL, millis, peak));
    assertThat(all.figures().limits().get(2).mean()).isPresent();
  }
}
