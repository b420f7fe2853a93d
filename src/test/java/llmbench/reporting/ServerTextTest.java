package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.server.AnswerTimes;
import llmbench.metrics.server.CacheHits;
import llmbench.metrics.server.ServerAccount;
import llmbench.metrics.server.ServerFigures;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.timeline.ServerMetrics;
import org.junit.jupiter.api.Test;

/** The server's own account as a reader of the console sees it. */
class ServerTextTest {

  private static final TrueFigures SEEN =
      new TrueFigures(
          2,
          20,
          6,
          1,
          Map.of(
              LatencyMetric.TTFT, Distribution.of(90, 110),
              LatencyMetric.ITL, Distribution.of(10, 20, 30)),
          Connecting.NONE);

  private static final ServerMetrics SAID = new ServerMetrics(page(1, 5), page(4, 5.27));

  @Test
  void meansAreExactAndPercentilesHaveBothEnds() {
    assertThat(ServerText.of(figures(3, 3), SEEN))
        .isEqualTo(
            """
            ------------ The server's own account ------------
            Counted at /metrics
            Requests with a first token:             3          ours: 3
              of them in our times:                             ours: 2
            To the first token, mean (ms):           90.00      ours: 100.00
              P50 (ms):                              80 to 100  ours: 100.00
              P99 (ms):                              80 to 100  ours: 109.80
            Waiting, mean (ms):                      90.00
              P50 (ms):                              above 2560
              P99 (ms):                              above 2560
            Counted by the server between the first request and the last: this run's alone.
            ==================================================
            """);
  }

  @Test
  void whoseTheyAreIsSaidWhereCountsDiffer() {
    assertThat(ServerText.of(figures(2, 3), SEEN))
        .contains(
            "The server counted 3 first tokens, we had 2: requests that failed, or were sent again,"
                + " can have had theirs unseen, and these are in its figures.");
    assertThat(ServerText.of(figures(2, 2), SEEN))
        .as("both are of the same requests")
        .doesNotContain("of them in our times")
        .contains(
            "The server counted 3 first tokens, we had 2: it served others meanwhile, and they are"
                + " in its figures.");
    assertThat(ServerText.of(figures(4, 4), SEEN))
        .contains(
            "The server counted 3 first tokens, we had 4: behind the address may be others than"
                + " the one that was asked.");
  }

  @Test
  void warmUpRequestsOfTheLoadAreNobodyElses() {
    assertThat(ServerText.of(figures(2, 2, 1), SEEN))
        .contains(
            "The server counted 3 first tokens, we had 2: its figures are of 1 warm-up request of"
                + " the load, too.");
    assertThat(ServerText.of(figures(1, 2, 3), SEEN))
        .contains(
            "The server counted 3 first tokens, we had 1: in its figures can be 3 warm-up requests"
                + " of the load, too, and requests that failed, or were sent again, whose first"
                + " token was not seen.");
    assertThat(ServerText.of(figures(1, 1, 1), SEEN)).contains("it served others meanwhile");
    assertThat(ServerText.of(figures(3, 3, 1), SEEN)).contains("this run's alone");
  }

  @Test
  void whatAnswersSayWhatWasCachedAndWhatWasDrafted() {
    AnswerTimes answers =
        new AnswerTimes(
            Distribution.EMPTY,
            Distribution.of(80, 100),
            // Of those that say so: all of them together have another mean.
            Distribution.of(92, 112),
            Distribution.of(12, 12));
    SpeculativeDecoding drafted =
        new SpeculativeDecoding(45, 2.35, 20, 60, 27, List.of(0.85, 0.45));
    ServerFigures figures =
        new ServerFigures(
            Optional.empty(),
            Optional.of(answers),
            Optional.of(drafted),
            Optional.of(new CacheHits(1_000, 250, 800, 240)),
            2,
            2,
            0,
            0);
    assertThat(ServerText.of(figures, SEEN))
        .isEqualTo(
            """
            ------------ The server's own account ------------
            Prefix cache, counted at /metrics
            Tokens looked for:                       1,000      ours: 800
            Tokens found:                            250        ours: 240
            Found (%):                               25.00      ours: 30.00
            Said in its answers, request by request
            Answers that say so:                     2
            To the first token, mean (ms):           90.00      ours: 102.00
              P50 (ms):                              90.00      ours: 102.00
              P99 (ms):                              99.80      ours: 111.80
            Network + front end + client, mean (ms): 12.00
              P50 (ms):                              12.00
              P99 (ms):                              12.00
            Speculative decoding
            Acceptance rate (%):                     45.00
            Acceptance length:                       2.35
              Position 0 (%):                        85.00
              Position 1 (%):                        45.00
            ==================================================
            """);
  }

  @Test
  void aServerThatSaysNothingHasNoBlock() {
    ServerFigures nothing =
        new ServerFigures(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 2, 2, 0, 0);
    assertThat(nothing.isEmpty()).isTrue();
    assertThat(ServerText.of(nothing, SEEN)).isEmpty();
  }

  private static ServerFigures figures(long ours, long most) {
    return figures(ours, most, 0);
  }

  private static ServerFigures figures(long ours, long most, long warmUps) {
    return new ServerFigures(
        ServerAccount.of(SAID),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ours,
        most,
        warmUps,
        0);
  }

  private static ServerMetrics.Page page(double count, double sum) {
    return new ServerMetrics.Page(
        Map.of(),
        Map.of(
            "vllm:time_to_first_token_seconds",
            new ServerMetrics.Histogram(
                sum, count, Map.of("0.08", 0.0, "0.1", count - 1, "+Inf", count)),
            "vllm:request_queue_time_seconds",
            new ServerMetrics.Histogram(sum, count, Map.of("2.56", 1.0, "+Inf", count))));
  }
}
