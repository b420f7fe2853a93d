package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import llmbench.verdict.testing.CleanRun;
import org.junit.jupiter.api.Test;

class LoadDoubtsTest {

  private final CleanRun run = new CleanRun();

  @Test
  void aCleanReferenceRunRaisesNone() {
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void fewerInFlightThanAskedFor() {
    run.options.put("max-concurrency", "51");
    assertThat(run.doubts())
        .singleElement()
        .isInstanceOfSatisfying(
            LoadDoubt.ConcurrencyNotReached.class,
            doubt -> {
              assertThat(doubt.asked()).isEqualTo(51);
              assertThat(doubt.peak()).isEqualTo(50);
              assertThat(doubt.message())
                  .isEqualTo(
                      "51 requests in flight were asked for; there were at most 50, 49.9 on"
                          + " average");
            });
  }

  @Test
  void aRateSaysHowManyAreInFlightAndALimitOnlyHowManyMayBe() {
    run.options.put("request-rate", "90");
    run.options.put("max-concurrency", "51");
    assertThat(run.doubts()).isEmpty();
    run.options.remove("max-concurrency");
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void placesThatStayEmptyBetweenTwoRequests() {
    // An answer takes 525 ms: of 577 a place is taken for 91 %, of 590 for 89.
    run.turnAroundMillis = 52;
    assertThat(run.doubts()).isEmpty();
    run.turnAroundMillis = 65;
    assertThat(run.doubts()).singleElement().isInstanceOf(LoadDoubt.ConcurrencyNotReached.class);
  }

  @Test
  void ofARunThatWasStoppedItIsNotKnown() {
    run.options.put("max-concurrency", "51");
    run.state = RunFacts.State.STOPPED;
    assertThat(run.doubts()).singleElement().isInstanceOf(FileDoubt.NotFinished.class);
  }

  @Test
  void noMoreCanBeInFlightThanAreSent() {
    run.requests = 500;
    run.options.put("max-concurrency", "1000");
    run.atOnce = 500;
    assertThat(run.doubts()).containsExactly(new LoadDoubt.FirstWaveDominates(500, 500));
  }

  @Test
  void aBurstThatIsAFifthOfAllRequests() {
    run.requests = 251;
    assertThat(run.doubts()).isEmpty();
    run.requests = 250;
    assertThat(run.doubts()).containsExactly(new LoadDoubt.FirstWaveDominates(50, 250));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "50 of 250 requests were sent in one burst at the start (20 %), which TTFT shows");
  }

  @Test
  void aBurstOfWhatHasNoTokensIsSeenInItsWholeTime() {
    run.requests = 250;
    run.options.put("backend", "openai-embeddings");
    assertThat(run.doubts()).anyMatch(doubt -> doubt.message().endsWith(", which E2EL shows"));
  }

  @Test
  void warmUpRequestsOfTheLoadAreInItsFirstBurstInstead() {
    run.requests = 200;
    run.dataset = Map.of(RunFacts.WARM_UPS, 10L);
    assertThat(run.doubts()).containsExactly(new LoadDoubt.FirstWaveDominates(40, 200));
    run.dataset = Map.of(RunFacts.WARM_UPS, 11L);
    assertThat(run.doubts()).isEmpty();
    run.dataset = Map.of(RunFacts.WARM_UPS, 100L);
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void placesThatWarmUpRequestsHadAreNotEmpty() {
    run.turnAroundMillis = 65;
    run.dataset = Map.of(RunFacts.WARM_UPS, 1L);
    assertThat(run.doubts()).singleElement().isInstanceOf(LoadDoubt.ConcurrencyNotReached.class);
    run.dataset = Map.of(RunFacts.WARM_UPS, 50L);
    assertThat(run.doubts()).isEmpty();
    // No longer than that: all of 500 requests don't have them beside.
    run.options.put("max-concurrency", "51");
    assertThat(run.doubts()).singleElement().isInstanceOf(LoadDoubt.ConcurrencyNotReached.class);
  }

  @Test
  void ofFewRequestsBesideWarmUpRequestsNoPeakIsExpected() {
    run.requests = 60;
    run.options.put("max-concurrency", "51");
    run.dataset = Map.of(RunFacts.WARM_UPS, 50L);
    assertThat(run.doubts()).containsExactly(new LoadDoubt.TooFewRequests(List.of(99.0), 60, 100));
    run.dataset = Map.of();
    assertThat(run.doubts()).hasAtLeastOneElementOfType(LoadDoubt.ConcurrencyNotReached.class);
  }

  @Test
  void withoutALimitAllAreOneBurst() {
    run.options.remove("max-concurrency");
    run.atOnce = 500;
    assertThat(run.doubts()).containsExactly(new LoadDoubt.FirstWaveDominates(500, 500));
  }

  @Test
  void whereTheOptionsAreNotKnownNothingWasAskedFor() {
    run.options.clear();
    assertThat(run.doubts()).isEmpty();
    RecordedRun known = run.run();
    RecordedRun bare =
        new RecordedRun(
            known.directory(),
            null,
            known.requests(),
            known.lines(),
            List.of(),
            List.of(),
            0,
            null);
    assertThat(CleanRun.doubts(List.of(bare), List.of())).isEmpty();
  }

  @Test
  void oneRequestAfterTheOtherIsNoBurst() {
    run.options.put("max-concurrency", "1");
    run.atOnce = 1;
    run.requests = 4;
    assertThat(run.doubts()).containsExactly(new LoadDoubt.TooFewRequests(List.of(99.0), 4, 100));
  }

  @Test
  void aPercentileNeedsAValueBeyondIt() {
    sequential();
    run.requests = 100;
    assertThat(run.doubts()).isEmpty();
    run.requests = 99;
    assertThat(run.doubts()).containsExactly(new LoadDoubt.TooFewRequests(List.of(99.0), 99, 100));
    assertThat(run.doubts().get(0).message())
        .isEqualTo("99 requests are too few for P99: 100 are needed, 299 for a certified one");
  }

  @Test
  void onlyPercentilesThatAreReportedNeedOne() {
    sequential();
    run.requests = 999;
    run.percentiles = List.of(50.0, 90.0, 95.0, 99.0);
    assertThat(run.doubts()).isEmpty();
    run.percentiles = List.of(99.9);
    assertThat(run.doubts())
        .containsExactly(new LoadDoubt.TooFewRequests(List.of(99.9), 999, 1000));
    run.requests = 19;
    run.percentiles = List.of(50.0, 90.0, 95.0);
    assertThat(run.doubts().get(0).message())
        .isEqualTo("19 requests are too few for P95, P99: 100 are needed, 299 for a certified one");
  }

  @Test
  void runsThatAreReportedAsOneButLieApart() {
    CleanRun daysLater = new CleanRun();
    daysLater.startMillis += 3 * 86_400_000L;
    List<Doubt> doubts = together(daysLater);
    assertThat(doubts).singleElement().isInstanceOf(LoadDoubt.RunsApart.class);
    assertThat(doubts.get(0).message())
        .isEqualTo("the 2 runs lie apart: for 259194.7 of 259205.3 s nothing was in flight");
  }

  @Test
  void ofSeveralRunsEachIsNamedWhoseDoubtItIs() {
    CleanRun beside = new CleanRun();
    beside.directory = "other";
    beside.startMillis += 1;
    for (CleanRun each : List.of(beside, run)) {
      each.options.put("max-concurrency", "51");
    }
    Doubt ofOne = run.doubts().get(0);
    assertThat(ofOne).isInstanceOf(LoadDoubt.ConcurrencyNotReached.class);
    assertThat(together(beside))
        .containsExactly(new Doubt.InRun("other", ofOne), new Doubt.InRun("run", ofOne));
    assertThat(together(beside).get(0).message()).startsWith("other: 51 requests in flight");
  }

  @Test
  void runsOfOneTimeAreOneRun() {
    CleanRun beside = new CleanRun();
    beside.startMillis += 700;
    assertThat(together(beside)).isEmpty();
  }

  @Test
  void aTwentiethOfTheTimeMayPassBetweenThem() {
    // A run takes 5,255 ms.
    CleanRun after = new CleanRun();
    after.startMillis += 5255 + 540;
    assertThat(together(after)).isEmpty();
    after.startMillis += 30;
    assertThat(together(after)).singleElement().isInstanceOf(LoadDoubt.RunsApart.class);
  }

  private void sequential() {
    run.options.put("max-concurrency", "1");
    run.atOnce = 1;
  }

  private List<Doubt> together(CleanRun other) {
    List<RecordedRun> runs = List.of(other.run(), run.run());
    return CleanRun.doubts(runs, List.of(99.0));
  }
}
