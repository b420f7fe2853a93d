package llmbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;
import org.junit.jupiter.api.Test;

/** Runs of a server that is simulated here, step by step, as often as one likes. */
class NoiseTest {

  private static final int PAIRS = 30;
  private static final Figure TPOT = Figure.mean(LatencyMetric.TPOT);

  @Test
  void twoRunsOfOneServerSeldomDiffer() {
    Random random = new Random(51);
    int differ = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Comparison both = both(run(random, 1, 20), run(random, 1, 20));
      differ += both.findings(1).all().isEmpty() ? 0 : 1;
      assertThat(both.findings(1).looked()).isBetween(11, 15);
    }
    assertThat(differ).isLessThanOrEqualTo(3);
  }

  @Test
  void aServerThatIsFivePercentSlowerIsFound() {
    Random random = new Random(52);
    int found = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Comparison both = both(run(random, 1, 20), run(random, 1.05, 20));
      Findings findings = both.findings(1);
      assertThat(findings.all()).allSatisfy(finding -> assertThat(finding.better()).isFalse());
      found += findings.all().stream().anyMatch(of -> of.figure().equals(TPOT)) ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(28);
  }

  /** Runs are up to 3 % faster or slower as a whole, which a single one can't show. */
  @Test
  void repeatsShowWhatMakesRunsDifferAsAWhole() {
    Random random = new Random(53);
    int differ = 0;
    int found = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Column three = side(random, 1);
      differ += both(three, side(random, 1)).findings(1).all().isEmpty() ? 0 : 1;
      found += both(three, side(random, 1.15)).findings(1).all().isEmpty() ? 0 : 1;
    }
    assertThat(differ).isLessThanOrEqualTo(3);
    assertThat(found).isGreaterThanOrEqualTo(20);
  }

  @Test
  void theIntervalOfADifferenceHoldsTheTrueOne() {
    Random random = new Random(54);
    int held = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Comparison both = both(run(random, 1, 20), run(random, 1.1, 20));
      held += both.cell(TPOT, 1).apart().orElseThrow().percent().contains(10) ? 1 : 0;
    }
    assertThat(held).isBetween(25, PAIRS);
  }

  @Test
  void tooFewRequestsAndOneRunBesideItselfSayNothingOfNoise() {
    Random random = new Random(55);
    Column few = run(random, 1, 100);
    assertThat(both(few, run(random, 1, 100)).findings(1).looked()).isZero();
    Column run = run(random, 1, 20);
    assertThat(both(run, run.named("by others")).findings(1).looked()).isZero();
  }

  /** A figure of a few late requests in one place of the run is no finding, however far apart. */
  @Test
  void whatOnlyOneMomentShowsIsToldToBeTooLittle() {
    List<RequestTimes> calm = requests(new Random(56), 1, 20);
    List<RequestTimes> hit = new ArrayList<>(calm);
    IntStream.range(200, 206).forEach(place -> hit.set(place, slower(calm.get(place))));
    Comparison.Cell cell =
        both(column("calm", calm, 20), column("hit", hit, 20))
            .cell(Figure.p99(LatencyMetric.TTFT), 1);
    assertThat(cell.differencePercent().orElseThrow()).isGreaterThan(50);
    assertThat(cell.verdict()).isEqualTo(Judgement.UNSURE);
  }

  private static Comparison both(Column one, Column other) {
    return new Comparison(List.of(one, other), List.of(0, 0), 3);
  }

  private static Column side(Random random, double slower) {
    List<Column> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(run(random, slower * (1 + 0.03 * (2 * random.nextDouble() - 1)), 20));
    }
    return Sides.of("side", runs);
  }

  private static Column run(Random random, double slower, int atOnce) {
    return column("run " + random.nextLong(), requests(random, slower, atOnce), atOnce);
  }

  private static Column column(String run, List<RequestTimes> requests, int atOnce) {
    RunColumns.Source source =
        new RunColumns.Source(run, Meter.OURS, PromptMaker.VLLM_0_32, Load.seen(atOnce));
    VllmFigures figures = VllmFigures.of(requests, MeasuredTime.OF_REQUESTS, Goodput.NONE);
    return RunColumns.of(source, figures, VllmDialect.V0_32_CHAT).withNoise(run, requests, atOnce);
  }

  /** The server's steps: each running request gets a token, a new one costs all of them. */
  private static List<RequestTimes> requests(Random random, double slower, int atOnce) {
    int count = 400;
    int[] left = new int[atOnce];
    double[] sent = new double[atOnce];
    double[] last = new double[atOnce];
    double[] first = new double[atOnce];
    List<Doubles> gaps = new ArrayList<>(Collections.nCopies(atOnce, new Doubles()));
    List<RequestTimes> all = new ArrayList<>();
    double now = 0;
    int started = 0;
    double drift = 0;
    Arrays.fill(left, -1);
    while (all.size() < count) {
      int fresh = 0;
      for (int slot = 0; slot < atOnce; slot++) {
        if (left[slot] < 0 && started < count) {
          started++;
          fresh++;
          left[slot] = 15 + random.nextInt(11);
          sent[slot] = now;
          last[slot] = -1;
          gaps.set(slot, new Doubles());
        }
      }
      drift = 0.7 * drift + 0.02 * random.nextGaussian();
      now += slower * (0.004 + 0.0002 * fresh) * (1 + drift) * (1 + 0.1 * random.nextDouble());
      for (int slot = 0; slot < atOnce; slot++) {
        if (left[slot] >= 0) {
          if (last[slot] < 0) {
            first[slot] = now - sent[slot];
          } else {
            gaps.get(slot).add(now - last[slot]);
          }
          last[slot] = now;
          if (left[slot]-- == 0) {
            all.add(request(all.size(), sent[slot], first[slot], gaps.get(slot).toArray(), now));
          }
        }
      }
    }
    return all;
  }

  private static RequestTimes request(
      int index, double sent, double ttft, double[] gaps, double end) {
    return new RequestTimes(
        index,
        true,
        sent,
        end,
        ttft,
        Series.of(gaps),
        end - sent,
        100,
        1 + gaps.length,
        false,
        0,
        null,
        "",
        "");
  }

  private static RequestTimes slower(RequestTimes request) {
    double[] gaps = request.gapsSeconds().stream().toArray();
    return request(
        request.index(),
        request.startSeconds(),
        10 * request.ttftSeconds(),
        gaps,
        request.endSeconds() + 9 * request.ttftSeconds());
  }
}
