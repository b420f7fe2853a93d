package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.process.OwnProcess;
import llmbench.recorder.Recorder;
import llmbench.recorder.RunClock;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is reported of runs that did not come to their end. Signals to a whole run, beside the
 * server's account: {@code bench/ends}.
 */
class EndsTest {

  private static final int REQUESTS = 30;
  private static final int OUT_OF_MEMORY_STATUS = 3;
  private static final int LIMIT_SECONDS = 60;

  @TempDir Path run;

  @Test
  void aProcessThatRunsOutOfMemoryLeavesWhatIsReported() throws Exception {
    Process process =
        process("-Xmx24m", "-XX:+ExitOnOutOfMemoryError", "-XX:+HeapDumpOnOutOfMemoryError");
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY_STATUS);
    assertThat(run).as("keys are in memory").isDirectoryNotContaining("glob:**.hprof");
    assertIsReported();
  }

  @Test
  void aProcessThatIsKilledLeavesWhatIsReported() throws Exception {
    Process process = process();
    Path file = run.resolve("requests.jsonl");
    assertThat(InProcessRun.await(() -> lines(file) == REQUESTS)).isTrue();
    process.destroyForcibly();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertIsReported();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests.jsonl", "run.json"})
  void aFileThatIsCutIsSaidAndTheRunReported(String name) throws IOException {
    record(RunFacts.State.FINISHED, null);
    Path file = run.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
    int whole = name.startsWith("requests") ? REQUESTS - 1 : REQUESTS;
    assertThat(report(0)).containsPattern("Successful requests: +" + whole + "\\b").contains(name);
  }

  @Test
  void aStoppedRunsFilesAreMarkedAndWhatWasInFlightIsInNoFigure() throws IOException {
    RunFacts.Stop stop = new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by SIGINT");
    record(RunFacts.State.STOPPED, stop, interrupted(REQUESTS));
    String mark =
        "STOPPED by SIGINT; 30 of 50 requests finished,"
            + " 1 was in flight (interrupted; in no figure)";
    assertThat(report(0)).startsWith(mark).containsPattern("Failed requests: +0\\b");
    assertThat(Files.readString(run.resolve("vllm.txt"))).startsWith(mark + "\n====");
    assertThat(Files.readString(run.resolve("evalscope.txt"))).startsWith(mark + "\n");
    JsonNode json = new ObjectMapper().readTree(run.resolve("vllm.json").toFile());
    assertThat(json.get("partial").textValue()).isEqualTo(mark);
    assertThat(json.get("completed").intValue()).isEqualTo(REQUESTS);
    assertThat(json.get("failed").intValue()).isZero();
  }

  @Test
  void aWholeRunsFilesHaveNoMark() throws IOException {
    record(RunFacts.State.FINISHED, null);
    report(0);
    assertThat(Files.readString(run.resolve("vllm.txt"))).startsWith("====");
    JsonNode json = new ObjectMapper().readTree(run.resolve("vllm.json").toFile());
    assertThat(json.has("partial")).isFalse();
  }

  @Test
  void aRunThatATimeEndsIsNoFailureAndOneThatErrorsEndSaysSo() throws IOException {
    RunFacts.Stop time = new RunFacts.Stop(RunFacts.StopCause.DURATION, "9 s are over");
    record(RunFacts.State.FINISHED, time);
    assertThat(report(0)).startsWith("ENDED: 9 s are over; 30 of 50 requests finished");
    RunFacts.Stop errors = new RunFacts.Stop(RunFacts.StopCause.MAX_ERRORS, "3 requests failed");
    record(RunFacts.State.STOPPED, errors);
    assertThat(report(1)).startsWith("STOPPED: 3 requests failed; 30 of 50");
  }

  private void assertIsReported() {
    assertThat(report(0))
        .startsWith("NOT ENDED: the run was killed, or still goes on; 30 of 50 requests")
        .containsPattern("Successful requests: +30\\b");
    assertThat(RecordedRun.read(run).requests())
        .extracting(RequestRecord::requestId)
        .containsExactlyElementsOf(IntStream.range(0, REQUESTS).mapToObj(i -> "id-" + i).toList());
  }

  private String report(int status) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {run.toString()}, out, out)).isEqualTo(status);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Another process that records requests, and then takes all memory. */
  private Process process(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Taker.class.getName(), run.toString(), options.length > 0 ? "all" : ""));
    return new ProcessBuilder(command).directory(run.toFile()).redirectErrorStream(true).start();
  }

  /** The other process. */
  static final class Taker {

    private Taker() {}

    public static void main(String[] arguments) throws Exception {
      OwnProcess.prepare();
      Path run = Path.of(arguments[0]);
      Recorder recorder = recorder(run);
      for (int i = 0; i < REQUESTS; i++) {
        RequestRecord request = request(i, null);
        recorder.accept(() -> request);
      }
      Path file = run.resolve("requests.jsonl");
      if (!InProcessRun.await(() -> lines(file) == REQUESTS)) {
        System.exit(1);
      }
      List<byte[]> taken = new ArrayList<>();
      while (arguments[1].equals("all")) {
        taken.add(new byte[1 << 20]);
      }
      System.out.println(taken.size() + " taken");
      Thread.currentThread().join();
    }
  }

  private void record(RunFacts.State how, RunFacts.@Nullable Stop why, RequestRecord... more) {
    Recorder recorder = recorder(run);
    Stream.concat(IntStream.range(0, REQUESTS).mapToObj(i -> request(i, null)), Stream.of(more))
        .forEach(request -> recorder.accept(() -> request));
    recorder.close(how, why);
    assertThat(recorder.failure()).isNull();
  }

  private static RequestRecord request(int index, @Nullable Fault fault) {
    long sentNanos = index * 1_000_000L;
    Messages messages =
        Messages.of(
            new MessageKind[] {MessageKind.TEXT, MessageKind.DONE}, new long[] {5_000, 9_000});
    return new RequestRecord(
        index,
        "chat",
        "id-" + index,
        1,
        1,
        sentNanos,
        sentNanos + 9_000,
        200,
        0,
        messages,
        null,
        null,
        "a",
        "",
        fault);
  }

  private static RequestRecord interrupted(int index) {
    return request(index, new Fault(FaultKind.INTERRUPTED, "the run was stopped", null));
  }

  /** How many whole lines a file has. */
  private static long lines(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).chars().filter(c -> c == '\n').count() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recorder recorder(Path run) {
    RunClock clock = RunClock.now();
    RunFacts facts =
        new RunFacts(
            RunFacts.SCHEMA,
            RunFacts.State.RUNNING,
            "llmbench.BenchmarkSimulation",
            "",
            clock.zeroEpochMillis(),
            null,
            Map.of("compat", "vllm-0.32", "backend", "openai-chat", "model", "m"),
            Map.of(),
            Map.of(),
            Map.of("prompts", 50L),
            List.of());
    Recorder recorder = Recorder.start(clock, facts);
    recorder.open(run);
    return recorder;
  }
}
