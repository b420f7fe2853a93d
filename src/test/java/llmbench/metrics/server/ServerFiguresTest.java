package llmbench.metrics.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.request.Collector;
import llmbench.metrics.server.ServerFigures.Whose;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.ServerTimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose requests a server has counted, and which of ours its answers are laid beside. */
class ServerFiguresTest {

  private static final long MILLI = 1_000_000;

  private static final Messages ANSWER =
      Messages.of(
          new MessageKind[] {MessageKind.ROLE, MessageKind.TEXT, MessageKind.TEXT},
          new long[] {10 * MILLI, 40 * MILLI, 50 * MILLI});

  /** Two successes, one of them sent again; a failure after its first token, and one before. */
  private static final List<RequestRecord> REQUESTS =
      List.of(
          request(0, ANSWER, null, new ServerTimes(8.0, 20.0)),
          request(1, ANSWER, null, null),
          request(0, ANSWER, new Fault(FaultKind.CUT, "cut", null), null),
          request(0, Messages.NONE, new Fault(FaultKind.CUT, "cut", null), null));

  @ParameterizedTest(name = "{0} first tokens")
  @CsvSource({"2,NOT_ALL_OF_OURS", "3,OURS", "4,PERHAPS_OURS", "5,PERHAPS_OURS", "6,OTHERS_TOO"})
  void othersAreServedWhereMoreAreCountedThanOursCanBe(int counted, Whose whose) {
    assertThat(figures(counted).whose()).contains(whose);
  }

  @Test
  void whereNoFirstTokensAreCountedNobodyKnowsWhoseTheyAre() {
    assertThat(figures(0).whose()).isEmpty();
  }

  @Test
  void whatAnswersSayStandsBesideTheSameRequests() {
    AnswerTimes answers = figures(3).answers().orElseThrow();
    assertThat(answers.ttft().mean()).isEqualTo(28);
    assertThat(answers.ours().size()).isEqualTo(1);
    assertThat(answers.ours().mean()).isEqualTo(40);
    assertThat(answers.beyond().mean()).isEqualTo(12);
  }

  private static ServerFigures figures(int counted) {
    ServerMetrics.Page before = new ServerMetrics.Page(Map.of(), Map.of());
    ServerMetrics.Page after =
        new ServerMetrics.Page(
            Map.of(),
            Map.of(
                "sglang:time_to_first_token_seconds",
                new ServerMetrics.Histogram(counted, counted, Map.of("+Inf", (double) counted))));
    Collector<ServerFigures> collector =
        ServerFigures.collector(
            Optional.of(new ServerMetrics(before, after)), Optional.empty(), 0, 0);
    REQUESTS.forEach(collector::take);
    return collector.figures();
  }

  private static RequestRecord request(
      int resends, Messages messages, @Nullable Fault fault, @Nullable ServerTimes server) {
    return new RequestRecord(
        0,
        "chat",
        "",
        9,
        2,
        0,
        60 * MILLI,
        Departure.AT_ONCE,
        200,
        resends,
        false,
        messages,
        null,
        server,
        null,
        "text",
        "",
        fault);
  }
}
