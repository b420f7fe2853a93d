package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Departure;
import llmbench.timeline.RequestRecord;
import llmbench.verdict.testing.CleanRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run of one request every 10 ms, TTFT 30 ms; the plan is the first of its load's doubts. */
class ScheduleDoubtsTest {

  private static final long MILLI = 1_000_000;
  private static final long GAP = 10 * MILLI;

  private final CleanRun run = new CleanRun();

  /** Sent so long after its time, and so long after there was room for it. */
  private void sent(
      ToLongFunction<RequestRecord> late, @Nullable ToLongFunction<RequestRecord> own) {
    run.atOnce = run.requests;
    run.each =
        request -> {
          long time = request.index() * GAP;
          long lateNanos = late.applyAsLong(request);
          long now = time + lateNanos - request.sentNanos();
          Long admitted = own == null ? null : time + lateNanos - own.applyAsLong(request);
          return request.later(now).departed(new Departure(time, admitted, 0));
        };
  }

  /** A client with pauses from and to so many milliseconds. */
  private static ClientLoad client(double lagP99, long... pauses) {
    List<ClientLoad.Pause> each = new ArrayList<>();
    for (int i = 0; i < pauses.length; i += 2) {
      each.add(new ClientLoad.Pause(pauses[i] * MILLI, pauses[i + 1] * MILLI));
    }
    return new ClientLoad(
        5.3,
        new ClientLoad.LoopLag(1000, 0.1, lagP99, 8),
        new ClientLoad.Gc(each.size(), 4, 4.0, each),
        8,
        12.0,
        0.5,
        0.2);
  }

  @Test
  void requestsThatAreSentAtTheirTimesRaiseNoneWhateverIsInFlight() {
    sent(request -> MILLI / 5, null);
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void lateByMoreThanATwentiethOfTheMedianTtft() {
    // Six of 500 decide on P99, and 5 % of 30 ms are 1.5.
    run.with(client(1.2));
    sent(request -> request.index() % 80 == 1 ? MILLI * 3 / 2 : 0, null);
    assertThat(run.doubts()).isEmpty();
    sent(request -> request.index() % 80 == 1 ? MILLI * 2 : 0, null);
    assertThat(run.doubts())
        .singleElement()
        .satisfies(
            doubt ->
                assertThat(doubt.message())
                    .isEqualTo(
                        "requests were sent late: by 0.00 ms at the median, P99 2.00 ms (limit"
                            + " 1.50), at most 2.0 ms; the event loops that send them were busy"));
  }

  @Test
  void theCauseIsWhatExplainsHalfOfIt() {
    sent(request -> 4 * MILLI, null);
    assertThat(cause(client(1.9))).isEqualTo(ScheduleDoubt.Cause.UNSEEN);
    assertThat(cause(client(2))).isEqualTo(ScheduleDoubt.Cause.LOOPS);
    sent(request -> 4 * MILLI, request -> MILLI);
    assertThat(cause(client(2))).isEqualTo(ScheduleDoubt.Cause.CAP);
    sent(request -> 4 * MILLI, request -> 3 * MILLI);
    assertThat(cause(client(2))).isEqualTo(ScheduleDoubt.Cause.LOOPS);
  }

  /** Ten of 500 are late, by 20 ms: those of 250 and 750 ms, say. */
  private void tenAreLate() {
    sent(request -> request.index() % 50 == 25 ? 20 * MILLI : 0, null);
  }

  @Test
  void theCollectorIsToBlameWhereHalfOfTheLateRequestsHadAPauseWhileTheyWereLate() {
    tenAreLate();
    long[] pauses = new long[8];
    for (int i = 0; i < 4; i++) {
      pauses[2 * i] = 255 + 500L * i;
      pauses[2 * i + 1] = 265 + 500L * i;
    }
    assertThat(cause(client(15, pauses))).as("four").isEqualTo(ScheduleDoubt.Cause.LOOPS);
    long[] one = {2_240, 2_251};
    long[] five = LongStream.concat(LongStream.of(pauses), LongStream.of(one)).toArray();
    assertThat(cause(client(15, five))).as("five").isEqualTo(ScheduleDoubt.Cause.GC);
  }

  @Test
  void pausesOfOtherTimesExplainNothingHoweverLong() {
    tenAreLate();
    assertThat(cause(client(1, 280, 740, 780, 1_240, 1_280, 1_740)))
        .isEqualTo(ScheduleDoubt.Cause.UNSEEN);
  }

  private ScheduleDoubt.Cause cause(ClientLoad client) {
    run.with(client);
    return run.doubts().stream()
        .filter(ScheduleDoubt.SentLate.class::isInstance)
        .map(ScheduleDoubt.SentLate.class::cast)
        .findFirst()
        .orElseThrow()
        .cause();
  }

  @Test
  void aRateThatIsOffByMoreThanAHundredth() {
    run.with(client(1e3));
    sent(request -> request.index() * GAP / 101, request -> 0);
    assertThat(run.doubts()).noneMatch(ScheduleDoubt.RateMissed.class::isInstance);
    sent(request -> request.index() * GAP / 50, request -> 0);
    assertThat(run.doubts())
        .filteredOn(ScheduleDoubt.RateMissed.class::isInstance)
        .singleElement()
        .satisfies(
            doubt ->
                assertThat(doubt.message())
                    .isEqualTo(
                        "100.00 requests a second were planned, and 98.04 were sent (-2.0 %)"));
  }

  /** Each waits longer than the one before, at a server that has fallen behind. */
  private void behind(double millisEach) {
    run.atOnce = run.requests;
    run.each =
        request -> {
          long time = request.index() * GAP;
          long wait = Math.round(request.index() * millisEach * MILLI);
          RequestRecord slow =
              new RequestRecord(
                  request.index(),
                  request.name(),
                  "",
                  100,
                  100,
                  time,
                  time + wait + request.endNanos() - request.sentNanos(),
                  200,
                  0,
                  CleanRun.stream(firstAfter(30 + wait / MILLI)),
                  request.usage(),
                  "length",
                  "text",
                  "",
                  null);
          return slow.departed(new Departure(time, null, 0));
        };
  }

  private static long[] firstAfter(long millis) {
    long[] gaps = new long[100];
    java.util.Arrays.fill(gaps, 5);
    gaps[0] = millis;
    return gaps;
  }

  @Test
  void aServerThatFallsBehind() {
    behind(0);
    assertThat(run.doubts()).isEmpty();
    behind(10);
    assertThat(run.doubts())
        .filteredOn(ScheduleDoubt.Saturated.class::isInstance)
        .singleElement()
        .satisfies(
            doubt ->
                assertThat(doubt.message())
                    .startsWith(
                        "the server could not keep up with the rate: requests in flight grew"
                            + " from "));
  }
}
