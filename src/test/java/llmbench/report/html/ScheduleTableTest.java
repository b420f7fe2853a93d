package llmbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.TrueFigures;
import org.junit.jupiter.api.Test;

class ScheduleTableTest {

  private static final Distribution E2EL = Distribution.of(100, 120);
  private static final Distribution TTFT = Distribution.of(20, 40);

  @Test
  void latenciesAreThereWithAndWithoutWhatCameBeforeTheRequest() {
    Departures waited =
        new Departures(
            2,
            Distribution.of(0, 50),
            Distribution.of(50),
            Distribution.of(0, 1),
            Distribution.of(100, 170),
            10,
            9.5);
    Connecting connecting = new Connecting(Distribution.of(4), Distribution.of(16, 40));
    assertThat(rows(ScheduleTable.of(waited, seen(connecting))))
        .containsExactly(
            "10.00 requests/s planned, 9.50 sent",
            "Sent after its time|25.00|25.00|45.00|49.50|50.00",
            "Waited for room (1)|50.00|50.00|50.00|50.00|50.00",
            "E2EL with the wait|135.00|135.00|163.00|169.30|170.00",
            "E2EL without the wait|110.00|110.00|118.00|119.80|120.00",
            "1 request had to connect",
            "To connect|4.00|4.00|4.00|4.00|4.00",
            "TTFT with connecting|30.00|30.00|38.00|39.80|40.00",
            "TTFT without connecting|28.00|28.00|37.60|39.76|40.00");
    assertThat(ScheduleTable.notes(waited, seen(connecting)))
        .isEqualTo(
            Map.of(
                LatencyMetric.E2EL,
                "With the wait, from its time: 135.00 / 135.00 / 169.30",
                LatencyMetric.TTFT,
                "1 request had to connect; to the first output without that:"
                    + " 28.00 / 28.00 / 39.76"));
  }

  @Test
  void bothAreThereAlsoWhereNothingCameBefore() {
    Departures together =
        new Departures(
            2, Distribution.of(0, 0), Distribution.EMPTY, Distribution.of(0, 0), E2EL, 0, 0);
    assertThat(rows(ScheduleTable.of(together, seen(Connecting.NONE))))
        .containsExactly(
            "2 requests planned for one moment",
            "Sent after its time|0.00|0.00|0.00|0.00|0.00",
            "E2EL with the wait|110.00|110.00|118.00|119.80|120.00",
            "E2EL without the wait|110.00|110.00|118.00|119.80|120.00",
            "No request had to connect",
            "TTFT with connecting|30.00|30.00|38.00|39.80|40.00",
            "TTFT without connecting|30.00|30.00|38.00|39.80|40.00");
  }

  @Test
  void eachRowIsExplainedByItsOwnText() {
    List<String> labels =
        List.of(
            "Sent after its time",
            "Waited for room (3)",
            "E2EL with the wait",
            "E2EL without the wait",
            "To connect");
    assertThat(labels.stream().map(label -> Help.of(label).orElseThrow().place()))
        .doesNotHaveDuplicates();
    assertThat(Help.of("TTFT without connecting")).isEqualTo(Help.of("To connect"));
    assertThat(Help.of("Mean E2EL (ms)")).isNotEqualTo(Help.of("E2EL with the wait"));
  }

  private static TrueFigures seen(Connecting connecting) {
    return new TrueFigures(
        2, 5, 9, 1, Map.of(LatencyMetric.TTFT, TTFT, LatencyMetric.E2EL, E2EL), connecting);
  }

  private static Stream<String> rows(PageTable table) {
    return table.rows().stream()
        .map(
            row ->
                row.cells() == null
                    ? Objects.requireNonNull(row.section())
                    : String.join("|", row.cells()));
  }
}
