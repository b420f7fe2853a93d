package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.Test;

/**
 * The reference run: evalscope 1.1 printed 5.7095 s and 17507.8, 8757.5 and 87.575 per second,
 * which is 500 requests of 100 and 99.918 tokens over 5.709392 s.
 */
class StaleDenominatorTest {

  private static final EvalscopeRun RUN = new EvalscopeRun(50, -1);

  @Test
  void printsTheReferenceRunsThroughputs() {
    assertThat(EvalscopeText.summary(figures(EvalscopeDialect.V1_1), RUN))
        .contains(
            "| Time taken for tests (s)          |     5.7095 |",
            "| Output token throughput (tok/s)   |  8757.5    |",
            "| Total token throughput (tok/s)    | 17507.8    |",
            "| Request throughput (req/s)        |    87.575  |",
            "| Average input tokens per request  |    99.918  |");
  }

  @Test
  void saysBelowTheTablesWhatTheyTrulyWere() {
    EvalscopeFigures figures = figures(EvalscopeDialect.V1_1);
    assertThat(EvalscopeText.of(figures, RUN))
        .endsWith(
            """
            +

            Note: evalscope 1.1 divides its three throughputs by 5.7094 s, its time before the \
            last request is counted in.
            Over all 5.7095 s they are: output 8757.3343 tok/s, total 17507.4875 tok/s, requests \
            87.5733 req/s.
            """);
  }

  @Test
  void oneRequestIsAlwaysOneASecond() {
    EvalscopeFigures figures =
        figures(EvalscopeDialect.V1_1, List.of(record(0, 0, 250_000_000, 100)));
    assertThat(EvalscopeText.summary(figures, RUN))
        .contains(
            "| Time taken for tests (s)          |   0.25   |",
            "| Output token throughput (tok/s)   | 100      |",
            "| Request throughput (req/s)        |   1      |");
    assertThat(EvalscopeText.footnote(figures))
        .hasValueSatisfying(note -> assertThat(note).contains("by 1.0 s", "requests 4.0 req/s"));
  }

  @Test
  void whoWasSentLastMayEndFirst() {
    // The time before the last counted is that of the second end, not that of the second line.
    List<RequestRecord> lines =
        List.of(
            record(0, 0, 900_000_000, 10),
            record(1, 0, 300_000_000, 10),
            record(2, 0, 600_000_000, 10));
    assertThat(figures(EvalscopeDialect.V1_1, lines).rates().overSeconds()).isEqualTo(0.6);
  }

  @Test
  void thereIsNoneIn114() {
    EvalscopeFigures figures = figures(EvalscopeDialect.V1_14);
    assertThat(EvalscopeText.footnote(figures)).isEmpty();
    assertThat(EvalscopeText.of(figures, RUN)).endsWith("┘\n");
    assertThat(EvalscopeText.summary(figures, RUN))
        .contains(
            "│ Req Throughput (req/s)    │         87.57 │",
            "│ Output Throughput (tok/s) │       8757.33 │");
  }

  private static EvalscopeFigures figures(EvalscopeDialect dialect) {
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      // 499 end at 5.709392 s at the latest; 41 prompts had 99 tokens instead of 100.
      long end = i < 499 ? 5_709_392_000L - (498 - i) * 1_000_000L : 5_709_500_000L;
      records.add(record(i, i == 0 ? 0 : end - 600_000_000, end, i < 41 ? 99 : 100));
    }
    return figures(dialect, records);
  }

  private static EvalscopeFigures figures(EvalscopeDialect dialect, List<RequestRecord> records) {
    TokenCounters noNeed = TokenCounters.withDatasetPrompts(text -> -1);
    return EvalscopeFigures.of(EvalscopeRequest.of(records, dialect, noNeed), dialect);
  }

  private static RequestRecord record(int index, long sent, long end, int promptTokens) {
    Messages messages =
        Messages.of(
            new MessageKind[] {
              MessageKind.ROLE, MessageKind.TEXT, MessageKind.USAGE, MessageKind.DONE
            },
            new long[] {1_000_000, 2_000_000, end - sent, end - sent});
    Usage usage = new Usage(promptTokens, 100, null);
    return new RequestRecord(
        index, "chat", "", 0, 0, sent, end, 200, 0, messages, usage, "stop", "a", "", null);
  }
}
