package llmbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.FirstAnswer;
import llmbench.metrics.observed.TrueFigures;
import org.junit.jupiter.api.Test;

class PageTableTest {

  @Test
  void whatItTookToConnectStandsAmongTheTrueFiguresWhereAnyRequestHadTo() {
    Connecting connecting =
        new Connecting(Distribution.of(2, 4), Distribution.of(16, 18, 30, 40, 50));
    List<List<String>> plain = cells(Connecting.NONE);
    List<List<String>> all = cells(connecting);
    assertThat(all.subList(0, plain.size())).isEqualTo(plain);
    assertThat(all.subList(plain.size(), all.size()))
        .isEqualTo(
            List.of(
                List.of("Mean to connect (ms)", "3.00"),
                List.of("Median to connect (ms)", "3.00"),
                List.of("P90 to connect (ms)", "3.80"),
                List.of("P99 to connect (ms)", "3.98"),
                List.of("Requests that had to connect", "2"),
                List.of("Mean TTFT without connecting (ms)", "30.80"),
                List.of("Median TTFT without connecting (ms)", "30.00"),
                List.of("P90 TTFT without connecting (ms)", "46.00"),
                List.of("P99 TTFT without connecting (ms)", "49.60")));
  }

  @Test
  void whenAnswersBeganStandsThereWhereTheirModelThoughtFirst() {
    FirstAnswer first = new FirstAnswer(3, Distribution.of(400, 900));
    TrueFigures seen = new TrueFigures(1, 5, 9, 1, Map.of(), Connecting.NONE, first);
    assertThat(cells(seen))
        .contains(
            List.of("Median to the answer (ms)", "650.00"),
            List.of("Requests that thought first", "3"));
    assertThat(cells(Connecting.NONE).toString()).doesNotContain("answer", "thought");
  }

  private static List<List<String>> cells(Connecting connecting) {
    Distribution ttft = Distribution.of(20, 20, 30, 40, 50);
    return cells(new TrueFigures(1, 5, 9, 1, Map.of(LatencyMetric.TTFT, ttft), connecting));
  }

  private static List<List<String>> cells(TrueFigures seen) {
    return PageTable.of(seen).rows().stream()
        .map(PageTable.Row::cells)
        .filter(Objects::nonNull)
        .toList();
  }
}
