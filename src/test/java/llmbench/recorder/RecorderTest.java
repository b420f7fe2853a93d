package llmbench.recorder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.Connections;
import llmbench.timeline.LatePrompts;
import llmbench.timeline.Messages;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.Unasked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void whatFinishedBeforeTheDirectoryWasKnownIsRecordedToo() throws IOException {
    Recorder recorder = recorder();
    recorder.accept(() -> request(0, "early"));
    recorder.open(directory);
    recorder.accept(() -> request(1, "late"));
    recorder.close();
    assertThat(texts()).containsExactly("early", "late");
    assertThat(recorder.failure()).isNull();
  }

  @Test
  void whoLooksOnIsToldEachRequestOnceAndCostsTheRecordNothing() throws IOException {
    List<String> told = new ArrayList<>();
    AtomicInteger made = new AtomicInteger();
    Recorder recorder =
        recorder(
            request -> {
              told.add(request.text());
              throw new IllegalStateException("whoever looks on has failed");
            });
    recorder.open(directory);
    for (String text : List.of("one", "two")) {
      recorder.accept(
          () -> {
            made.incrementAndGet();
            return request(0, text);
          });
    }
    recorder.close();
    assertThat(told).containsExactly("one", "two");
    assertThat(texts()).containsExactly("one", "two");
    assertThat(made).hasValue(2);
    assertThat(recorder.failure()).isNull();
  }

  @Test
  void runJsonSaysHowTheRunStandsAndHowItEnded() throws IOException {
    Recorder recorder = recorder();
    recorder.open(directory);
    JsonNode running = awaitRunFile();
    assertThat(running.get("state").asText()).isEqualTo("RUNNING");
    assertThat(running.has("end_nanos")).isFalse();
    recorder.close(RunFacts.State.STOPPED, null);
    JsonNode ended = JSON.readTree(directory.resolve("run.json").toFile());
    assertThat(ended.get("state").asText()).isEqualTo("STOPPED");
    assertThat(ended.get("end_nanos").asLong()).isPositive();
    assertThat(ended.get("requests").asLong()).isZero();
    assertThat(ended.get("options").get("seed").asText()).isEqualTo("0");
  }

  @Test
  void requestsReachTheFileWhileTheRunGoesOn() throws IOException {
    Recorder recorder = recorder();
    recorder.open(directory);
    recorder.accept(() -> request(0, "finished"));
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!Files.exists(file()) || Files.size(file()) == 0) {
      assertThat(System.nanoTime()).as("the line is written by itself").isLessThan(deadline);
      Thread.onSpinWait();
    }
    assertThat(texts()).containsExactly("finished");
    recorder.close();
  }

  @Test
  void linesOfManyThreadsStayWhole() throws Exception {
    Recorder recorder = recorder();
    recorder.open(directory);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t * 5_000;
      Thread thread =
          new Thread(
              () -> {
                for (int i = first; i < first + 5_000; i++) {
                  int index = i;
                  recorder.accept(() -> request(index, "text ".repeat(index % 50)));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    recorder.close();
    List<Integer> indexes = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      JsonNode request = JSON.readTree(line);
      assertThat(request.get("text").asText()).hasSize(request.get("index").asInt() % 50 * 5);
      indexes.add(request.get("index").asInt());
    }
    assertThat(indexes).hasSize(20_000).doesNotHaveDuplicates();
  }

  @Test
  void aRunWithoutDirectoryEndsQuietly() {
    Recorder recorder = recorder();
    recorder.close();
    assertThat(recorder.failure()).isNull();
  }

  @Test
  void aRequestThatCannotBeRecordedIsSaid() {
    Recorder recorder = recorder();
    recorder.open(directory);
    recorder.accept(
        () -> {
          throw new IllegalStateException("broken");
        });
    recorder.close();
    assertThat(recorder.failure()).hasMessageContaining("broken");
  }

  @Test
  void runJsonCountsTheRequestsThatEndedAlsoThoseThatCouldNotBeRecorded() throws IOException {
    Recorder recorder = recorder();
    recorder.open(directory);
    recorder.accept(() -> request(0, "one"));
    recorder.accept(
        () -> {
          throw new IllegalStateException("broken");
        });
    recorder.accept(() -> request(2, "three"));
    recorder.close();
    assertThat(texts()).containsExactly("one", "three");
    assertThat(JSON.readTree(directory.resolve("run.json").toFile()).get("requests").asInt())
        .isEqualTo(3);
  }

  @Test
  void nothingIsRecordedThroughALink() throws IOException {
    Path bait = Files.writeString(directory.resolve("bait"), "not to be touched");
    Path run = Files.createDirectory(directory.resolve("run"));
    for (String name : List.of("requests.jsonl", "run.json", "run.json.next")) {
      Files.createSymbolicLink(run.resolve(name), bait);
    }
    Recorder recorder = recorder();
    recorder.open(run);
    recorder.accept(() -> request(0, "one"));
    recorder.close();
    assertThat(recorder.failure()).isNull();
    assertThat(bait).hasContent("not to be touched");
    assertThat(run.resolve("requests.jsonl")).content().contains("\"one\"");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsSaid() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Recorder recorder = recorder();
    recorder.open(file.resolve("below"));
    recorder.close();
    assertThat(recorder.failure()).isNotNull();
  }

  @Test
  void aFileThatCannotBeOpenedAtOnceIsTriedAgain() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    Recorder.LineFiles busy =
        file -> {
          if (tries.getAndIncrement() < 3) {
            throw new IOException("Too many open files");
          }
          return LineFile.create(file);
        };
    Recorder recorder = recorderOf(busy);
    recorder.open(directory);
    recorder.accept(() -> request(0, "kept"));
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (tries.get() < 4) {
      assertThat(System.nanoTime()).as("it is tried again").isLessThan(deadline);
      Thread.onSpinWait();
    }
    recorder.close();
    assertThat(recorder.failure()).isNull();
    assertThat(texts()).containsExactly("kept");
  }

  @Test
  void aDirectoryThatIsMissingIsMade() {
    Recorder recorder = recorder();
    recorder.open(directory.resolve("run/level"));
    recorder.close();
    assertThat(recorder.failure()).isNull();
    assertThat(directory.resolve("run/level/run.json")).isRegularFile();
  }

  @Test
  void whatARunWasMeasuredUnderIsReadBackAsItWasTold() {
    Conditions seen =
        new Conditions(
            true,
            new ClientLoad(
                5.5,
                new ClientLoad.LoopLag(1100, 0.1, 2.3, 17.25),
                new ClientLoad.Gc(3, 12, 6.0, List.of(new ClientLoad.Pause(1_000_000, 7_000_000))),
                2,
                6.5,
                0.75,
                -3.5),
            new PrefixCache(new PrefixCache.Counters(100, 16), new PrefixCache.Counters(64600, 16)),
            new ServerMetrics(page(0), page(2)),
            new Unasked(2, 408),
            new Connections(120, 100, 20),
            new LatePrompts(3, 12.5),
            new ScheduleKept(-1_500, new ScheduleKept.Late(500, 0.25, 0.125, 1.5, 7)));
    Recorder recorder = recorder();
    recorder.open(directory);
    recorder.measuredUnder(seen);
    recorder.close();
    assertThat(requireNonNull(RecordedRun.read(directory).facts()).conditions()).isEqualTo(seen);
  }

  private Path file() {
    return directory.resolve("requests.jsonl");
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      texts.add(JSON.readTree(line).get("text").asText());
    }
    return texts;
  }

  private JsonNode awaitRunFile() throws IOException {
    Path run = directory.resolve("run.json");
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!Files.exists(run)) {
      assertThat(System.nanoTime()).as("run.json is there from the start").isLessThan(deadline);
      Thread.onSpinWait();
    }
    return JSON.readTree(run.toFile());
  }

  private static Recorder recorder() {

    return recorder(request -> {});
  }

  private static Recorder recorder(Consumer<RequestRecord> recorded) {
    RunClock clock = RunClock.now();
    return Recorder.start(clock, facts(clock), recorded);
  }

  private static Recorder recorderOf(Recorder.LineFiles lineFiles) {
    RunClock clock = RunClock.now();
    return Recorder.start(clock, facts(clock), lineFiles, request -> {});
  }

  private static RunFacts facts(RunClock clock) {
    return new RunFacts(
        RunFacts.SCHEMA,
        RunFacts.State.RUNNING,
        "llmbench.BenchmarkSimulation",
        "2026-11-24T12:00:00Z",
        clock.zeroEpochMillis(),
        null,
        Map.of("seed", "0"),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static RequestRecord request(int index, String text) {
    return new RequestRecord(
        index, "chat", "", 1, 1, 0, 1, 200, 0, Messages.NONE, null, null, text, "", null);
  }

  private static ServerMetrics.Page page(double count) {
    return new ServerMetrics.Page(
        Map.of("vllm:spec_decode_num_drafts_total", 5 * count),
        Map.of(
            "vllm:time_to_first_token_seconds",
            new ServerMetrics.Histogram(
                0.25 * count, count, Map.of("0.001", 0.0, "0.5", count, "+Inf", count))));
  }
}
