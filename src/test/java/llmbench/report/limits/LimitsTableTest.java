package llmbench.report.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Interval;
import llmbench.metrics.windows.LatencyLimits;
import org.junit.jupiter.api.Test;

class LimitsTableTest {

  @Test
  void whatIsNotKnownIsADash() {
    LatencyLimits known =
        new LatencyLimits(
            LatencyMetric.TTFT,
            Optional.of(new Interval(1.234, 2, 0.95)),
            Optional.of(new Interval(30, 40.009, 0.95)),
            OptionalDouble.of(39.5));
    LatencyLimits unknown =
        new LatencyLimits(
            LatencyMetric.TPOT, Optional.empty(), Optional.empty(), OptionalDouble.empty());
    assertThat(LimitsTable.of(List.of(known, unknown)).rows())
        .containsExactly(
            List.of("TTFT", "1.23 to 2.00", "30.00 to 40.01", "39.50"),
            List.of("TPOT", "–", "–", "–"));
    assertThat(LimitsTable.COLUMNS).hasSize(4);
  }
}
