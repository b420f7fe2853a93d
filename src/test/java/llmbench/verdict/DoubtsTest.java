package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.BeganLate;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Usage;
import llmbench.verdict.testing.CleanRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each doubt once where it is due, and none on a clean run. */
class DoubtsTest {

  private static final long ZERO_MILLIS = 1_000_000;
  private static final SimulationLog LOG =
      new SimulationLog("3.16.0", CleanRun.SIMULATION, ZERO_MILLIS, false);
  private static final RequestLines LINES = new RequestLines(List.of(), false);

  private final List<RequestRecord> requests = new ArrayList<>();
  private final List<LogRecord.Response> responses = new ArrayList<>();
  private RunFacts.State state = RunFacts.State.FINISHED;
  private List<String> notes = List.of();
  private @Nullable RequestLines lines = LINES;
  private SimulationLog log = LOG;

  DoubtsTest() {
    for (int i = 0; i < 10; i++) {
      add(i, null, new Usage(20, 2, null));
    }
  }

  @Test
  void aCleanRunRaisesNone() {
    assertThat(doubts()).isEmpty();
  }

  @Test
  void fewerResponsesInTheLogThanInTheRecord() {
    responses.remove(3);
    assertThat(doubts()).singleElement().isInstanceOf(FileDoubt.LogDisagrees.class);
    assertThat(doubts().get(0).message())
        .isEqualTo(
            "simulation.log and requests.jsonl disagree: 'chat' has 9 responses in the log, 10 in"
                + " the record");
  }

  @Test
  void anEmptyRecordBesideAFullLog() {
    requests.clear();
    assertThat(doubts()).singleElement().isInstanceOf(FileDoubt.LogDisagrees.class);
  }

  @Test
  void anotherOutcomeInTheLog() {
    LogRecord.Response old = responses.get(0);
    responses.set(
        0,
        new LogRecord.Response(
            old.groups(), old.name(), old.startMillis(), old.endMillis(), false, "cut"));
    assertThat(doubts().get(0).message()).contains("9 successes in the log, 10 in the record");
  }

  @Test
  void timesMayDifferByTwoMillisecondsAndNoMore() {
    shiftLog(2);
    assertThat(doubts()).isEmpty();
    shiftLog(1);
    assertThat(doubts().get(0).message()).contains("times of 'chat' are up to 3 ms apart");
  }

  @Test
  void otherRequestsOfTheSimulationDoNotMatter() {
    responses.add(new LogRecord.Response(List.of(), "login", ZERO_MILLIS, ZERO_MILLIS, true, ""));
    assertThat(doubts()).isEmpty();
  }

  @Test
  void answersThatCameWhole() {
    requests.set(2, requests.get(2).asUnstreamed());
    requests.set(5, requests.get(5).asUnstreamed());
    assertThat(doubts())
        .singleElement()
        .extracting(Doubt::message)
        .isEqualTo("2 of 10 answers came whole: their TTFT is their latency");
  }

  @Test
  void aRecordThatIsMissing() {
    lines = null;
    requests.clear();
    assertThat(doubts()).singleElement().isInstanceOf(FileDoubt.LogOnly.class);
  }

  @Test
  void filesThatAreNotWhole() {
    lines = new RequestLines(List.of(4, 9), true);
    log = new SimulationLog("3.16.0", CleanRun.SIMULATION, ZERO_MILLIS, true);
    assertThat(doubts())
        .extracting(Doubt::message)
        .containsExactly(
            "requests.jsonl is not whole: its last line is cut",
            "requests.jsonl is not whole: 2 unreadable lines: 4, 9",
            "simulation.log is not whole: it ends within a record");
  }

  @Test
  void aRunThatDidNotEndByItself() {
    state = RunFacts.State.STOPPED;
    assertThat(doubts().get(0).message()).isEqualTo("the run was stopped before its end");
    state = RunFacts.State.RUNNING;
    assertThat(doubts().get(0).message()).isEqualTo("the run was killed, or still goes on");
  }

  @Test
  void failuresAreCountedByKind() {
    add(10, new Fault(FaultKind.CUT, "cut", null), null);
    add(11, new Fault(FaultKind.HTTP_STATUS, "503", null), null);
    add(12, new Fault(FaultKind.CUT, "cut", null), null);
    assertThat(doubts())
        .singleElement()
        .extracting(Doubt::message)
        .isEqualTo("3 of 13 requests failed (2 cut, 1 http-status)");
  }

  @Test
  void whatWeHaveInterruptedIsNeitherAFailureNorFinished() {
    add(10, new Fault(FaultKind.CUT, "cut", null), null);
    add(11, new Fault(FaultKind.INTERRUPTED, "the run was stopped", null), null);
    assertThat(doubts()).extracting(Doubt::message).contains("1 of 11 requests failed (1 cut)");
  }

  @Test
  void answersWithoutTokenCounts() {
    add(10, null, null);
    assertThat(doubts()).containsExactly(new Doubt.UsageMissing(1, 11, true));
  }

  @Test
  void aLoadThatBeganLaterThanOthersWereToIsDoubted() {
    notes = List.of("The server is simulated.", new BeganLate(0.1784).note());
    assertThat(doubts()).containsExactly(new LoadDoubt.BeganLate(0.178));
  }

  @Test
  void promptsThatAnEarlierLevelHasSent() {
    notes = List.of("The server is simulated.", RunFacts.SENT_BEFORE);
    assertThat(doubts()).containsExactly(new ServerDoubt.PromptsSentBefore());
  }

  @Test
  void aTokenizerThatStoodIn() {
    String standsIn = "The tokenizer of 'm' isn't there: the bundled tokenizer is used instead";
    notes =
        List.of(
            "The server is simulated.",
            "The server's /tokenize gives no tokens for this model: prompts can't be adjusted to"
                + " its tokenizer",
            standsIn);
    assertThat(doubts()).containsExactly(new Doubt.Noted(standsIn));
    assertThat(new Doubt.Noted(standsIn).message()).isEqualTo(standsIn);
    assertThat(new Doubt.Noted(standsIn + ". Pass --tokenizer with a file.").message())
        .as("its advice is the doubt's, said once")
        .isEqualTo(standsIn);
  }

  private void add(int index, @Nullable Fault fault, @Nullable Usage usage) {
    long sent = index * 5_000_000L;
    long end = sent + 40_000_000;
    MessageKind[] kinds = {MessageKind.TEXT, MessageKind.TEXT, MessageKind.DONE};
    Messages messages = Messages.of(kinds, new long[] {20_000_000, 30_000_000, 40_000_000});
    requests.add(
        new RequestRecord(
            index, "chat", "", 9, 2, sent, end, 200, 0, messages, usage, "length", "a b", "",
            fault));
    responses.add(
        new LogRecord.Response(
            List.of(),
            "chat",
            ZERO_MILLIS + sent / 1_000_000,
            ZERO_MILLIS + end / 1_000_000,
            fault == null,
            ""));
  }

  private void shiftLog(int millis) {
    responses.replaceAll(
        r ->
            new LogRecord.Response(
                r.groups(),
                r.name(),
                r.startMillis() + millis,
                r.endMillis() + millis,
                r.ok(),
                r.message()));
  }

  private List<Doubt> doubts() {
    RunFacts facts =
        new RunFacts(
            RunFacts.SCHEMA,
            state,
            CleanRun.SIMULATION,
            "",
            ZERO_MILLIS,
            1L,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            notes);
    RecordedRun run =
        new RecordedRun(Path.of("run"), facts, requests, lines, responses, List.of(), 0, log);
    VllmFigures figures =
        VllmFigures.of(
            DatasetOrder.of(requests, VllmDialect.V0_32_CHAT, text -> 2),
            MeasuredTime.OF_REQUESTS,
            Goodput.NONE);
    return Doubts.of(Survey.of(run, CleanRun.options(run)), figures, true);
  }
}
