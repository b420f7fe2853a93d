package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.Report;
import llmbench.metrics.testing.RandomRequests;
import llmbench.testing.bench.SplitRun;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerClock;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of shards that lack something, or of which one is none. */
class ShardSetsTest {

  private static final int OF = 4;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SplitRun run = run(Map.of("num-prompts", "120", "max-concurrency", "20"));

  private static SplitRun run(Map<String, String> options) {
    RunFacts facts =
        new RunFacts(
                RunFacts.SCHEMA,
                RunFacts.State.FINISHED,
                "llmbench.BenchmarkSimulation",
                "2026-11-24T12:00:00Z",
                1_795_521_600_000L,
                5_000_000_000L,
                options,
                Map.of("llm-bench", "0.2.0"),
                Map.of("name", "one"),
                Map.of("prompts", 120L),
                List.of())
            .counting(120);
    return new SplitRun(facts, new RandomRequests(3, 2_000).ofChunks(9).make(120));
  }

  @BeforeEach
  void writeAll() throws IOException {
    for (int index = 1; index <= OF; index++) {
      run.shard(part(index), new Shard(index, OF), 0);
    }
  }

  @Test
  void whatIsMissingIsSaidEverywhereAndTheOthersAreReported() throws IOException {
    assertThat(report("--output", folder.resolve("all").toString(), part(4), part(2))).isZero();
    assertThat(said())
        .startsWith("PART: 2 of 4 (shards 1 and 3 of 4 are missing), on one machine\n")
        .contains("Doubt: shards 1 and 3 of 4 are missing. ")
        .contains("Shards:                                  2 of 4 (shards 1 and 3 of 4 are");
    for (String file : List.of("vllm.txt", "vllm.json", "summary.md", "junit.xml", "llm.html")) {
      assertThat(Files.readString(folder.resolve("all").resolve(file)))
          .as(file)
          .contains("shards 1 and 3 of 4 are missing");
    }
    assertThat(Files.readString(folder.resolve("all/verdict.json")))
        .contains("\"name\" : \"shards-missing\"", "\"missing\" : [ 1, 3 ]")
        .contains("\"uncertainty_millis\" : 0.1", "\"index\" : 4")
        .contains("\"line\" : \"Of a part alone; no SLO was asked for; ");
  }

  @Test
  void aShardsOwnReportIsOfItsPartAndMissesNoOther() throws IOException {
    assertThat(FinishedRun.report(part(2), stream(out))).isZero();
    assertThat(said())
        .contains("PART: shard 2/4 of a benchmark\n")
        .contains("Failed requests:")
        .doesNotContain("missing", "The shards");
    assertThat(Files.readString(part(2).resolve("vllm.txt"))).startsWith("PART: shard 2/4 of a");
  }

  @Test
  void aMissingShardFailsWhereDoubtsDo() {
    assertThat(report("--fail-on-doubts", part(1))).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void ofAKilledShardThereIsWhatItHadWrittenAndSaidWhatItLacks() throws IOException {
    kill(part(3));
    assertThat(report(part(1), part(2), part(3), part(4))).isZero();
    assertThat(said())
        .contains("Shard 3/4: NOT ENDED: the run was killed, or still goes on; ")
        .containsPattern("; \\d+ of 30 requests finished[,\n]")
        .contains("Doubt: shard 3/4 (" + part(3) + "): the run was killed, or still goes on.")
        .contains("Doubt: shard 3/4 (" + part(3) + "): requests.jsonl is not whole: its last line")
        .contains("No files were written: --output DIR says where to.")
        .doesNotContain("are missing");
  }

  private static void kill(Path part) throws IOException {
    Path requests = part.resolve("requests.jsonl");
    String lines = Files.readString(requests);
    Files.writeString(requests, lines.substring(0, lines.length() - 40));
    Path facts = part.resolve("run.json");
    Files.writeString(
        facts,
        Files.readString(facts)
            .replace("\"FINISHED\"", "\"RUNNING\"")
            .replaceFirst("\"end_nanos\" : \\d+", "\"end_nanos\" : null")
            .replaceFirst("\"requests\" : \\d+,", ""));
  }

  @Test
  void oneShardTwiceIsAnErrorThatNamesBothDirectories() throws IOException {
    run.shard(folder.resolve("again"), new Shard(2, OF), 0);
    assertRefused(
        folder.resolve("again")
            + " and "
            + part(2)
            + " are both shard 2/4: name each shard once. Of one that was begun again name the run"
            + " that counts.",
        folder.resolve("again"),
        part(1),
        part(2));
  }

  @Test
  void whatIsNoShardOfTheSameBenchmarkIsRefused() throws IOException {
    Path other = folder.resolve("other");
    run.whole(other);
    assertRefused(
        part(1)
            + " is shard 1/4, and "
            + other
            + " is no shard of any benchmark. Report them apart.",
        part(1),
        other);
    run.shard(other, new Shard(2, 3), 0);
    assertRefused(
        part(1)
            + " is shard 1/4, and "
            + other
            + " is shard 2/3: of different benchmarks. Report them apart.",
        part(1),
        other);
    run(Map.of("num-prompts", "120", "max-concurrency", "21")).shard(other, new Shard(2, OF), 0);
    assertRefused(
        part(1)
            + " and "
            + other
            + " are no shards of one benchmark: their --max-concurrency differs, '20' and '21'."
            + " Report them apart.",
        part(1),
        other);
    run(Map.of("num-prompts", "120")).shard(other, new Shard(2, OF), 0);
    assertRefused(
        part(1)
            + " and "
            + other
            + " are no shards of one benchmark: their --max-concurrency differs, '20' and"
            + " '(not given)'. Report them apart.",
        part(1),
        other);
    Files.delete(other.resolve("run.json"));
    assertThat(report(part(1), other)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(said()).contains(other + " has no run.json that can be read");
  }

  @Test
  void theShardOfAnotherIsFoundOutByItsRequests() throws IOException {
    Path facts = part(2).resolve("run.json");
    Files.writeString(facts, Files.readString(facts).replace("\"index\" : 2", "\"index\" : 5"));
    assertThat(report(part(2))).isEqualTo(ExitStatus.BAD_INPUT);
    run.shard(part(2), new Shard(2, OF), 0);
    Files.copy(part(3).resolve("requests.jsonl"), folder.resolve("copy"));
    Files.delete(part(2).resolve("requests.jsonl"));
    Files.move(folder.resolve("copy"), part(2).resolve("requests.jsonl"));
    assertThat(report(part(1), part(2), part(3), part(4))).isZero();
    assertThat(said())
        .contains("shard 2/4 (" + part(2) + "): 30 of 30 requests in requests.jsonl are another");
  }

  @Test
  void aFolderStandsForTheShardsBelowItAndForNothingElse() throws IOException {
    Path volume = folder.resolve("volume");
    for (int index = 1; index <= OF; index++) {
      run.shard(volume.resolve("injector-" + index + "/run"), new Shard(index, OF), 0);
    }
    assertThat(report("--output", volume.resolve("all").toString(), volume)).isZero();
    assertThat(said()).contains("Shards:                                  4 of 4");
    assertThat(report("--output", volume.resolve("all").toString(), volume))
        .as("with the report of before beside them")
        .isZero();
    run.whole(volume.resolve("z"));
    assertRefused(
        volume
            + " is no run directory; below it are 5: name one of them, such as "
            + volume.resolve("z")
            + ". A folder stands only for the shards of one benchmark, and that is none.",
        volume);
  }

  @Test
  void howWellSeveralMachinesClocksAreKnownIsSaid() throws IOException {
    machine(1, "a", new ServerClock(10, 2, 9, "Date"), 0);
    machine(2, "b", new ServerClock(-30, 3, 9, "Date"), 0);
    machine(3, "b", new ServerClock(-29, 4, 9, "Date"), 0);
    machine(4, "a", null, 0);
    assertThat(report(part(1), part(2), part(3), part(4))).isZero();
    assertThat(said())
        .contains("4 of 4, on 2 machines")
        .contains("to 5.1 ms (clocks corrected by the server's)")
        .doesNotContain("Doubt: times of different shards");
    machine(4, "c", null, 0);
    assertThat(report(part(1), part(2), part(3), part(4))).isZero();
    assertThat(said())
        .contains("Doubt: how the clocks of the 3 machines stood to each other was not measured.")
        .contains("unknown: not all of the machines' clocks were measured");
  }

  @Test
  void aShardThatBeganLateIsADoubt() throws IOException {
    machine(2, "one", null, 900);
    assertThat(report(part(1), part(2), part(3), part(4))).isZero();
    assertThat(said()).contains("Doubt: shard 2/4 began 0.9 s behind the first, in ");
  }

  /** Writes a shard of another machine, whose clock is so much later by its own reckoning. */
  private void machine(int index, String name, @Nullable ServerClock clock, long laterMillis)
      throws IOException {
    Shard shard = new Shard(index, OF, clock);
    run.shard(part(index), shard, 0);
    Path facts = part(index).resolve("run.json");
    Files.writeString(
        facts,
        Files.readString(facts)
            .replace("\"name\" : \"one\"", "\"name\" : \"" + name + "\"")
            .replace("1795521600000", String.valueOf(1_795_521_600_000L + laterMillis)));
  }

  private void assertRefused(String message, Path... directories) {
    assertThat(report((Object[]) directories)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(said()).isEqualTo(message + "\n");
  }

  private Path part(int index) {
    return folder.resolve("part" + index);
  }

  private int report(Object... args) {
    out.reset();
    err.reset();
    List<String> words = new ArrayList<>();
    IntStream.range(0, args.length).forEach(i -> words.add(args[i].toString()));
    return Report.run(words.toArray(String[]::new), stream(out), stream(err));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
