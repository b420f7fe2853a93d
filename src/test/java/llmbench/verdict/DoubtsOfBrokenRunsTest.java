package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.verdict.testing.CleanRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a killed run, a broken log, a log alone and the two clocks make doubtful, and what not. */
class DoubtsOfBrokenRunsTest {

  private final List<RequestRecord> requests = new ArrayList<>();
  private final List<LogRecord.Response> responses = new ArrayList<>();
  private @Nullable RequestLines lines = new RequestLines(List.of(), false);
  private RunFacts.State state = RunFacts.State.FINISHED;
  private SimulationLog log = new SimulationLog("3.16.0", CleanRun.SIMULATION, 0, false);
  private int crashes;
  private int made;

  @Test
  void aBrokenLogIsSaidAndNotComparedWithTheRecord() {
    requests.add(request(0, 10));
    String kind = "after 0 records there is a record of kind 9";
    log = new SimulationLog("3.16.0", CleanRun.SIMULATION, 0, false, kind, SimulationLog.Span.NONE);
    assertThat(doubts())
        .containsExactly(new FileDoubt.LogBroken("after 0 records there is a record of kind 9"));
  }

  @Test
  void whatAKilledGatlingHadInItsBufferIsMissingButNoContradiction() {
    requests.addAll(List.of(request(0, 10), request(20, 30)));
    responses.add(response(0, 10, ""));
    state = RunFacts.State.RUNNING;
    assertThat(doubts())
        .extracting(Doubt::message)
        .containsExactly(
            "the run was killed, or still goes on",
            "simulation.log is not whole: it has 1 of 2 responses of 'chat'");
  }

  @Test
  void gatlingsWholeMillisecondsAloneRaiseNoDoubt() {
    // Its clock's reference and each reading are cut, and the end is rounded: up to 2.5 ms early.
    requests.add(request(1.99, 11.48));
    responses.add(response(0, 9, ""));
    assertThat(doubts()).isEmpty();
    requests.add(request(102.6, 111));
    responses.add(response(100, 109, ""));
    assertThat(doubts()).singleElement().isInstanceOf(FileDoubt.LogDisagrees.class);
  }

  @Test
  void failuresInALogAloneAreCountedByTheKindThatItNames() {
    lines = null;
    responses.add(response(0, 1, ""));
    responses.add(response(0, 1, "http-status: 404 Not Found"));
    responses.add(response(0, 1, "http-status: 503 Service Unavailable"));
    responses.add(response(0, 1, "cut"));
    assertThat(doubts())
        .containsExactly(
            new FileDoubt.LogOnly(),
            new Doubt.FailuresPresent(3, 4, 0, List.of("1 cut", "2 http-status")));
  }

  @Test
  void aBareLogSaysWhatIsMissingAndOfAnOwnSimulationHowItIsRecorded() {
    assertThat(bareLog(CleanRun.SIMULATION))
        .containsExactly(new FileDoubt.LogOnly(), new FileDoubt.RunFileMissing());
    assertThat(bareLog("shop.ShopSimulation"))
        .containsExactly(new FileDoubt.LogOnly(false))
        .allMatch(doubt -> doubt.advice().contains("tokenReport()"));
  }

  private static List<Doubt> bareLog(String simulation) {
    RecordedRun run =
        new RecordedRun(
            Path.of("run"),
            null,
            Requests.of(List.of()),
            null,
            List.of(response(0, 1, "")),
            List.of(),
            Set.of(),
            0,
            new SimulationLog("3.16.0", simulation, 0, false),
            List.of(),
            List.of(RecordedRun.RUN_FILE));
    VllmFigures figures = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    return Doubts.of(Survey.of(run, CleanRun.options(run)), figures, true).stream()
        .sorted(Comparator.comparing(Doubt::name))
        .toList();
  }

  @Test
  void requestsThatWereNeverSentAreSaid() {
    requests.add(request(0, 10));
    responses.add(response(0, 10, ""));
    crashes = 7;
    assertThat(doubts()).containsExactly(new FileDoubt.NeverSent(7));
  }

  @Test
  void ofManyBrokenLinesTheFirstAreNamed() {
    lines = new RequestLines(IntStream.rangeClosed(4, 103).boxed().toList(), 500, false);
    assertThat(doubts())
        .extracting(Doubt::message)
        .containsExactly(
            "requests.jsonl is not whole: 500 unreadable lines:"
                + " 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 490 others");
  }

  private RequestRecord request(double sentMillis, double endMillis) {
    long sent = Math.round(sentMillis * 1e6);
    long end = Math.round(endMillis * 1e6);
    return new RequestRecord(
        made++, "chat", "", 9, 2, sent, end, 200, 0, Messages.NONE, null, null, "", "", null);
  }

  private static LogRecord.Response response(long startMillis, long endMillis, String failure) {
    return new LogRecord.Response(
        List.of(), "chat", startMillis, endMillis, failure.isEmpty(), failure);
  }

  private List<Doubt> doubts() {
    RunFacts facts =
        new RunFacts(
            1,
            state,
            CleanRun.SIMULATION,
            "",
            0,
            1L,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of());
    RecordedRun run =
        new RecordedRun(Path.of("run"), facts, requests, lines, responses, List.of(), crashes, log);
    VllmFigures figures = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    return Doubts.of(Survey.of(run, CleanRun.options(run)), figures, true);
  }
}
