package llmbench.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatsTableTest {

  /** Of 2, 4 and 9 the mean is 5 and the variance of the population 26/3. */
  @Test
  void theSpreadIsThePopulations() {
    String table =
        RepeatsTable.of(
            "Multi-Run Summary",
            List.of(
                Map.of("request_throughput", 2.0, "mean_ttft_ms", 0.125),
                Map.of("request_throughput", 4.0, "mean_ttft_ms", 0.125),
                Map.of("request_throughput", 9.0, "mean_ttft_ms", 0.125)));
    assertThat(table.lines())
        .startsWith(
            "========================== Multi-Run Summary (3 runs) ==========================",
            "Metric                                    Mean        Std        Min        Max",
            "----------------------------------- ---------- ---------- ---------- ----------",
            "Request throughput (req/s)                   5       2.94          2          9",
            "Output throughput (tok/s)                    0          0          0          0")
        .contains("Mean TTFT (ms)                            0.12          0       0.12       0.12")
        .endsWith(
            "================================================================================",
            "Throughput CV: 58.9% (lower = more stable across runs)");
  }

  /** Of 2, 4 and 9: t(0.975, 2) is 4.3027, the standard deviation √13. */
  @Test
  void belowItIsHowFarTheMeanMayBeOff() {
    assertThat(
            RepeatsTable.intervals(
                List.of(
                    Map.of("output_throughput", 2.0, "failed", 0.0, "mean_ttft_ms", 0.0),
                    Map.of("output_throughput", 4.0, "failed", 1.0, "mean_ttft_ms", 0.0),
                    Map.of("output_throughput", 9.0, "duration", 3.0, "mean_ttft_ms", 0.0))))
        .isEqualTo(
            """
            Mean of such runs, at 95 %                Mean          ±     CV (%)
            Output throughput (tok/s)                 5.00       8.96       72.1
            Mean TTFT (ms)                            0.00       0.00          -
            """);
  }

  @Test
  void theFastestIsNamedAndOfSeveralTheLast() {
    List<SweepTable.Row> rows =
        List.of(
            new SweepTable.Row("rate=1", Map.of("request_throughput", 0.995)),
            new SweepTable.Row("rate=2", Map.of("request_throughput", 0.995)),
            new SweepTable.Row("rate=3", Map.of("p90_ttft_ms", 7.0)));
    assertThat(SweepTable.of("Request Rate", rows, List.of()))
        .isEqualTo(
            """
            ============== Sweep Summary ===============
            Request Rate              Req/s P90 TTFT(ms)
            -------------------- ---------- ------------
            rate=1                     0.99            -
            rate=2                     0.99            -
            rate=3                        -         7.00
            ============================================
            Best throughput: 0.99 req/s at rate=2
            """);
  }
}
