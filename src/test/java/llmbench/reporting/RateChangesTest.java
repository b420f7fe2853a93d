package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import llmbench.metrics.vllm.VllmExtras.RateChange;
import llmbench.options.RampUp;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.junit.jupiter.api.Test;

class RateChangesTest {

  private static final long MILLI = 1_000_000;
  private static final RampUp TWO_TO_SEVEN = new RampUp(RampUp.Strategy.LINEAR, 2, 7);

  /** vLLM's own of such a run are in blocks.json, ramp_up: one a request, t1 to t6. */
  @Test
  void eachIsWrittenDownWhenTheRequestWasSentAtWhichTheRateRose() {
    List<RequestRecord> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(request(i, (3000 + i * 250L) * MILLI + 1_999));
    }
    // Lines are in the order of the ends.
    Collections.shuffle(sent, new Random(1));
    assertThat(changes(sent, "Asia/Kolkata").of(TWO_TO_SEVEN, 6))
        .containsExactly(
            new RateChange(2, "2023-11-15T03:43:23.000001"),
            new RateChange(3, "2023-11-15T03:43:23.250001"),
            new RateChange(4, "2023-11-15T03:43:23.500001"),
            new RateChange(5, "2023-11-15T03:43:23.750001"),
            new RateChange(6, "2023-11-15T03:43:24.000001"),
            new RateChange(7, "2023-11-15T03:43:24.250001"));
  }

  @Test
  void theFirstIsOfWhereTheScheduleBegins() {
    RateChanges changes =
        new RateChanges(
            Requests.of(List.of(request(0, 500 * MILLI))),
            OptionalLong.of(20 * MILLI),
            Instant.ofEpochSecond(1_700_000_000),
            ZoneId.of("UTC"));
    assertThat(changes.of(TWO_TO_SEVEN, 6))
        .containsExactly(new RateChange(2, "2023-11-14T22:13:20.020000"));
  }

  @Test
  void wholeSecondsHaveNoFractionAsInPython() {
    assertThat(changes(List.of(request(0, 999)), "UTC").of(TWO_TO_SEVEN, 1))
        .containsExactly(new RateChange(2, "2023-11-14T22:13:20"));
  }

  @Test
  void ofARunThatWasStoppedTheLaterOnesAreMissing() {
    List<RequestRecord> sent = List.of(request(1, 40 * MILLI), request(0, 5 * MILLI));
    assertThat(changes(sent, "UTC").of(TWO_TO_SEVEN, 6))
        .containsExactly(
            new RateChange(2, "2023-11-14T22:13:20.005000"),
            new RateChange(3, "2023-11-14T22:13:20.040000"));
    assertThat(changes(List.of(), "UTC").of(TWO_TO_SEVEN, 6)).isEmpty();
  }

  private static RateChanges changes(List<RequestRecord> sent, String zone) {
    return new RateChanges(
        Requests.of(sent),
        OptionalLong.empty(),
        Instant.ofEpochSecond(1_700_000_000),
        ZoneId.of(zone));
  }

  private static RequestRecord request(int index, long sentNanos) {
    return new RequestRecord(
        index,
        "chat",
        "",
        1,
        1,
        sentNanos,
        sentNanos + MILLI,
        200,
        0,
        Messages.NONE,
        null,
        null,
        "",
        "",
        null);
  }
}
