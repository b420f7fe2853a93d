package llmbench.metrics.charts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.observed.Concurrency;
import llmbench.metrics.testing.RandomRequests;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunChartsTest {

  private static final double MILLIS = 1e6;

  /** Percentiles of a bucket are said to be less than this off. */
  private static final double ONE_PERCENT = 0.01;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 40, 3000})
  void whatIsInTheBucketsIsWhatIsInTheRun(int count) {
    for (int seed = 0; seed < 20; seed++) {
      Requests all = new RandomRequests(seed, 1 + seed * 500).make(count);
      Requests finished = all.finished();
      Optional<OverTime> made = RunCharts.of(all, 50).overTime();
      assertThat(made.isPresent()).isEqualTo(!finished.isEmpty());
      if (made.isEmpty()) {
        continue;
      }
      OverTime over = made.get();
      assertThat(over.size()).isBetween(1, 50);
      long tokens = 0;
      for (RequestRecord request : finished) {
        tokens += tokens(request);
      }
      assertThat(sum(over.tokens())).isCloseTo((double) tokens, within(1e-6 * Math.max(1, tokens)));
      assertThat(sum(over.succeeded())).isEqualTo(finished.size() - finished.failed().size());
      assertThat(sum(over.failed())).isEqualTo(finished.failed().size());
      assertThat(over.inFlight().stream().max()).hasValue(Concurrency.of(all).peak());
    }
  }

  /** Counted anew: a request is planned once and sent once, late by what lies between. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40, 3000})
  void whatWasPlannedAndSentIsInTheBucketsOfItsTimes(int count) {
    for (int seed = 0; seed < 10; seed++) {
      Requests all = new RandomRequests(seed, 1 + seed * 500).late(300).make(count);
      Requests finished = all.finished();
      Optional<OverTime> made = RunCharts.of(all, 50).overTime();
      assertThat(made.isPresent()).isEqualTo(!finished.isEmpty());
      if (made.isEmpty()) {
        continue;
      }
      OverTime over = made.get();
      ScheduleOverTime schedule = over.schedule().orElseThrow();
      long zero = all.stream().mapToLong(RequestRecord::sentNanos).min().orElseThrow();
      double[] planned = new double[over.size()];
      double[] sent = new double[over.size()];
      double[] worst = new double[over.size()];
      Arrays.fill(worst, Double.NaN);
      for (RequestRecord request : finished) {
        long due = requireNonNull(request.departure().plannedNanos());
        int place = bucket(Math.max(0, due - zero), over);
        planned[place]++;
        sent[bucket(request.sentNanos() - zero, over)]++;
        double late = (request.sentNanos() - due) / MILLIS;
        worst[place] = Double.isNaN(worst[place]) ? late : Math.max(worst[place], late);
      }
      assertThat(schedule.planned()).isEqualTo(Series.of(planned));
      assertThat(schedule.sent()).isEqualTo(Series.of(sent));
      for (int i = 0; i < worst.length; i++) {
        double p99 = schedule.late().p99().get(i);
        assertThat(Double.isNaN(p99)).as("no request, no value").isEqualTo(Double.isNaN(worst[i]));
        assertThat(Double.isNaN(p99) || p99 <= worst[i] * (1 + ONE_PERCENT) + 1e-6).isTrue();
      }
    }
  }

  private static int bucket(long nanos, OverTime over) {
    return (int) Math.min(over.size() - 1, nanos / Math.round(over.bucketSeconds() * 1e9));
  }

  @Test
  void aRunWithoutTimesHasNoSchedule() {
    OverTime over = RunCharts.of(new RandomRequests(1, 900).make(30), 50).overTime().orElseThrow();
    assertThat(over.schedule()).isEmpty();
  }

  /** Counted anew, from the definition in docs/metrics.md. */
  private static long tokens(RequestRecord request) {
    long outputs = 0;
    for (int i = 0; i < request.messages().size(); i++) {
      outputs += request.messages().kind(i).isOutput() ? 1 : 0;
    }
    int counted = Optional.ofNullable(request.usage()).map(Usage::completionTokens).orElse(0);
    if (request.unstreamed()) {
      // Vectors and scores are counted, and have none.
      return request.ok() ? (request.usage() == null ? 1 : counted) : 0;
    }
    return outputs == 0 || counted == 0 ? outputs : counted;
  }

  @Test
  void percentilesOfABucketAreLessThanOnePercentOffTheExactOnes() {
    for (int seed = 0; seed < 10; seed++) {
      Requests all = new RandomRequests(seed, 4000).make(500);
      OverTime over = RunCharts.of(all, 30).overTime().orElseThrow();
      long zero = all.stream().mapToLong(RequestRecord::sentNanos).min().orElseThrow();
      Map<Integer, List<Double>> first = new TreeMap<>();
      Map<Integer, List<Double>> gaps = new TreeMap<>();
      for (RequestRecord request : all.finished()) {
        if (request.ok()) {
          collect(request, zero, over.bucketSeconds(), first, gaps);
        }
      }
      assertClose(over, over.ttft().orElseThrow(), first);
      assertClose(over, over.itl().orElseThrow(), gaps);
    }
  }

  private static void collect(
      RequestRecord request,
      long zero,
      double width,
      Map<Integer, List<Double>> first,
      Map<Integer, List<Double>> gaps) {
    long before = -1;
    for (int i = 0; i < request.messages().size(); i++) {
      if (request.messages().kind(i).isOutput()) {
        long now = request.messages().nanos(i);
        int bucket = (int) ((request.sentNanos() + now - zero) / Math.round(width * 1e9));
        Map<Integer, List<Double>> into = before < 0 ? first : gaps;
        double value = (before < 0 ? now : now - before) / MILLIS;
        into.computeIfAbsent(bucket, b -> new ArrayList<>()).add(value);
        before = now;
      }
    }
  }

  private static void assertClose(
      OverTime over, OverTime.Percentiles seen, Map<Integer, List<Double>> exact) {
    for (int bucket = 0; bucket < over.size(); bucket++) {
      List<Double> values = exact.get(bucket);
      if (values == null) {
        assertThat(seen.p50().get(bucket)).isNaN();
        continue;
      }
      Distribution all =
          Distribution.of(values.stream().mapToDouble(Double::doubleValue).toArray());
      assertThat(seen.p50().get(bucket)).isCloseTo(all.percentile(50), percent(all, 50));
      assertThat(seen.p90().get(bucket)).isCloseTo(all.percentile(90), percent(all, 90));
      assertThat(seen.p99().get(bucket)).isCloseTo(all.percentile(99), percent(all, 99));
    }
  }

  private static org.assertj.core.data.Offset<Double> percent(Distribution all, int percent) {
    return within(ONE_PERCENT * all.percentile(percent) + 1e-12);
  }

  @Test
  void anAnswersTokensAreSpreadOverItsChunksAndEachTimeIsWhereItCame() {
    // 200 ms to the first output, then 150 ms each: buckets 0.2, 0.3 (350), 0.5.
    RequestRecord request =
        request(
            1_000_000_000L,
            600,
            messages(
                new MessageKind[] {
                  MessageKind.ROLE,
                  MessageKind.TEXT,
                  MessageKind.TEXT,
                  MessageKind.FINISH,
                  MessageKind.TEXT
                },
                100,
                200,
                350,
                360,
                500),
            new Usage(9, 6, null),
            null);
    OverTime over = RunCharts.of(Requests.of(List.of(request)), 100).overTime().orElseThrow();
    assertThat(over.bucketSeconds()).isEqualTo(0.1);
    assertThat(over.tokens()).isEqualTo(Series.of(0, 0, 2, 2, 0, 2, 0));
    assertThat(over.inFlight()).isEqualTo(Series.of(1, 1, 1, 1, 1, 1, 0));
    assertThat(over.succeeded()).isEqualTo(Series.of(0, 0, 0, 0, 0, 0, 1));
    assertThat(over.ttft().orElseThrow().p50().get(2)).isCloseTo(200, within(2.0));
    assertThat(over.itl().orElseThrow().p99().get(5)).isCloseTo(150, within(1.5));
    assertThat(over.itl().orElseThrow().p50().get(2)).isNaN();
  }

  @Test
  void aFailuresTokensCountAndItsTimesDoNot() {
    Fault cut = new Fault(FaultKind.CUT, "cut", null);
    Messages stream = messages(new MessageKind[] {MessageKind.TEXT, MessageKind.TEXT}, 10, 20);
    OverTime over =
        RunCharts.of(Requests.of(List.of(request(0, 30, stream, null, cut))), 9)
            .overTime()
            .orElseThrow();
    assertThat(over.tokens()).isEqualTo(Series.of(2));
    assertThat(over.failed()).isEqualTo(Series.of(1));
    assertThat(over.succeeded()).isEqualTo(Series.of(0));
    assertThat(over.ttft()).isEmpty();
    assertThat(over.itl()).isEmpty();
    assertThat(RunCharts.of(Requests.of(List.of()), 9).overTime()).isEmpty();
  }

  @Test
  void ofAWholeAnswerAllTokensComeWithItsLastByte() {
    RequestRecord whole =
        request(0, 250, Messages.NONE, new Usage(9, 40, null), null).asUnstreamed();
    RunCharts charts = RunCharts.of(Requests.of(List.of(whole)), 9);
    assertThat(charts.overTime().orElseThrow().tokens()).isEqualTo(Series.of(0, 0, 40));
    assertThat(charts.overTime().orElseThrow().ttft()).isEmpty();
    assertThat(charts.scatter(9)).isEmpty();
    assertThat(charts.waterfall(9).rows().get(0).firstMillis()).isEmpty();
  }

  @Test
  void whatTheStopInterruptedWasInFlightAndIsInNoOtherLine() {
    Fault stop = new Fault(FaultKind.INTERRUPTED, "the run was stopped", null);
    Messages stream = messages(new MessageKind[] {MessageKind.TEXT}, 10);
    RunCharts charts =
        RunCharts.of(
            Requests.of(
                List.of(
                    request(0, 900, stream, null, stop),
                    request(500_000_000L, 30, stream, null, null))),
            100);
    OverTime over = charts.overTime().orElseThrow();
    assertThat(over.inFlight()).isEqualTo(Series.of(1, 1, 1, 1, 1, 2, 1, 1, 1, 0));
    assertThat(sum(over.failed())).isZero();
    assertThat(charts.waterfall(9).rows())
        .extracting(Waterfall.Row::state)
        .containsExactly(Waterfall.State.INTERRUPTED, Waterfall.State.SUCCEEDED);
    assertThat(charts.waterfall(9).rows().get(1).sentMillis()).isEqualTo(500);
  }

  private static double sum(Series series) {
    return series.stream().sum();
  }

  private static Messages messages(MessageKind[] kinds, int... millis) {
    long[] nanos = new long[millis.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = millis[i] * 1_000_000L;
    }
    return Messages.of(kinds, nanos);
  }

  private static RequestRecord request(
      long sent, int millis, Messages messages, @Nullable Usage usage, @Nullable Fault fault) {
    return new RequestRecord(
        0,
        "",
        "",
        9,
        9,
        sent,
        sent + millis * 1_000_000L,
        200,
        0,
        messages,
        usage,
        null,
        "",
        "",
        fault);
  }
}
