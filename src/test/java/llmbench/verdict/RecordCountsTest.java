package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.RunFacts.State;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import llmbench.verdict.RecordDoubt.RequestsDoubled;
import llmbench.verdict.RecordDoubt.RequestsMissing;
import llmbench.verdict.RecordDoubt.RequestsSurplus;
import llmbench.verdict.testing.CleanRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests that are missing, there twice or too many, without any log of Gatling's. */
class RecordCountsTest {

  private static final String RECORD = "requests.jsonl";

  private final List<RequestRecord> requests = new ArrayList<>();
  private List<Integer> broken = List.of();
  private State state = State.FINISHED;
  private @Nullable Stop stop;
  private @Nullable Long counted;
  private @Nullable Long prompts = 20L;
  private String simulation = CleanRun.SIMULATION;
  private int crashes;

  RecordCountsTest() {
    for (int i = 0; i < 20; i++) {
      requests.add(request(i, "id-" + i, 0));
    }
  }

  @Test
  void aWholeRunRaisesNone() {
    assertThat(doubts()).isEmpty();
    counted = 20L;
    assertThat(doubts()).isEmpty();
  }

  @Test
  void requestsThatAreMissingAreCounted() {
    requests.subList(12, 20).clear();
    assertThat(doubts()).containsExactly(new RequestsMissing(RECORD, 8, 20, 0));
    assertThat(doubts().get(0).message())
        .isEqualTo("8 of the 20 requests that run.json counts are not in requests.jsonl");
  }

  @Test
  void whatUnreadableLinesExplainIsSaidWithThemAndNoMore() {
    requests.subList(12, 20).clear();
    broken = List.of(13, 14, 15, 16, 17, 18, 19, 20);
    assertThat(doubts()).isEmpty();
    broken = List.of(13, 14, 15);
    assertThat(doubts().get(0).message())
        .isEqualTo(
            "8 of the 20 requests that run.json counts are not in requests.jsonl (3 lines can't be"
                + " read)");
  }

  @Test
  void requestsThatAreThereTwiceAreCountedAndWhetherTheyAreTheSame() {
    requests.addAll(List.copyOf(requests));
    assertThat(doubts()).containsExactly(new RequestsDoubled(20, 20, 40));
    assertThat(doubts().get(0).message())
        .isEqualTo(
            "20 of 40 requests in requests.jsonl have an index that another has, the same again");
    requests.set(39, request(19, "of another run", 5));
    assertThat(doubts()).containsExactly(new RequestsDoubled(20, 19, 40));
    assertThat(doubts().get(0).advice()).contains("as several directories");
  }

  @Test
  void aRequestThatIsThereTwiceDoesNotMakeUpForOneThatIsMissing() {
    requests.set(7, requests.get(6));
    assertThat(doubts())
        .containsExactly(new RequestsDoubled(1, 1, 20), new RequestsMissing(RECORD, 1, 20, 0));
  }

  @Test
  void requestsOfAnotherRunAreTooMany() {
    requests.add(request(31, "id-31", 0));
    requests.add(request(32, "id-32", 0));
    assertThat(doubts()).containsExactly(new RequestsSurplus(2, 20));
    assertThat(doubts().get(0).message())
        .isEqualTo("requests.jsonl has 2 requests more than the 20 that run.json counts");
    state = State.STOPPED;
    assertThat(doubts()).containsExactly(new RequestsSurplus(2, 20));
  }

  @Test
  void aRunThatWasStoppedNeedNotHaveSentAllPrompts() {
    requests.subList(12, 20).clear();
    for (State each : List.of(State.STOPPED, State.RUNNING)) {
      state = each;
      assertThat(doubts()).isEmpty();
    }
    state = State.FINISHED;
    stop = new Stop(StopCause.DURATION, "the time is over");
    assertThat(doubts()).isEmpty();
  }

  @Test
  void whatTheRunHasCountedItselfHoldsHoweverItEnded() {
    requests.subList(12, 20).clear();
    counted = 13L;
    state = State.STOPPED;
    assertThat(doubts()).containsExactly(new RequestsMissing(RECORD, 1, 13, 0));
    counted = 12L;
    assertThat(doubts()).isEmpty();
    counted = 11L;
    assertThat(doubts()).containsExactly(new RequestsSurplus(1, 11));
  }

  @Test
  void aSimulationOfOnesOwnHasNoPromptsAndIsCountedAllTheSame() {
    simulation = "shop.ShopSimulation";
    prompts = null;
    assertThat(doubts()).isEmpty();
    counted = 25L;
    assertThat(doubts()).containsExactly(new RequestsMissing(RECORD, 5, 25, 0));
  }

  @Test
  void requestsThatCouldNotBeBuiltAreNotMissing() {
    requests.subList(18, 20).clear();
    crashes = 2;
    assertThat(doubts()).isEmpty();
  }

  @Test
  void aRequestThatWasSentAgainIsOne() {
    RequestRecord once = requests.get(3);
    requests.set(
        3,
        new RequestRecord(
            3,
            "chat",
            once.requestId(),
            9,
            2,
            once.sentNanos(),
            once.endNanos(),
            200,
            2,
            Messages.NONE,
            null,
            null,
            "",
            "",
            null));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void oneRequestIdForAllIsAHeaderAndNoDoubt() {
    requests.replaceAll(request -> request(request.index(), "mine", 0));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void countsThatAreNoneCountNothing() {
    prompts = -5L;
    counted = -7L;
    assertThat(doubts()).isEmpty();
  }

  private static RequestRecord request(int index, String id, long later) {
    long sent = index * 1_000L + later;
    return new RequestRecord(
        index, "chat", id, 9, 2, sent, sent + 500, 200, 0, Messages.NONE, null, null, "", "", null);
  }

  private List<FileDoubt> doubts() {
    RunFacts facts =
        new RunFacts(
            1,
            state,
            simulation,
            "",
            0,
            1L,
            counted,
            stop,
            Map.of(),
            Map.of(),
            Map.of(),
            prompts == null ? Map.of() : Map.of("prompts", prompts),
            List.of(),
            null,
            Map.of(),
            null);
    RecordedRun run =
        new RecordedRun(
            Path.of("run"),
            facts,
            requests,
            new RequestLines(broken, false),
            List.<LogRecord.Response>of(),
            List.of(),
            crashes,
            new SimulationLog("3.16.0", simulation, 0, true));
    return Survey.of(run, CleanRun.options(run)).files().get(0).counts().doubts(run);
  }
}
