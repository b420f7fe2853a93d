package llmbench.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.metrics.testing.RandomRequests;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.vllm.ClientSweep;
import llmbench.recorder.PlanFile;
import llmbench.reporting.ExitStatus;
import llmbench.testing.bench.SplitRun;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The levels of a sweep that several injectors measured together. */
class ShardLevelsTest {

  private static final List<Integer> USERS = List.of(2, 4, 8);

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path whole = Path.of("");
  private Path first = Path.of("");
  private Path second = Path.of("");
  private List<Level> levels = List.of();

  @BeforeEach
  void measure() throws IOException {
    whole = Files.createDirectory(folder.resolve("whole"));
    first = Files.createDirectory(folder.resolve("1"));
    second = Files.createDirectory(folder.resolve("2"));
    levels =
        new ClientSweep()
            .levels(
                new Sources(
                    "vllm bench serve --sweep-max-concurrency 2,4,8 --num-prompts 60", Map.of()))
            .known();
    PlanFacts plan =
        new PlanFacts(
            PlanFacts.SCHEMA,
            "load-sweep",
            levels.stream()
                .map(level -> new PlanFacts.Level(level.name(), level.settings()))
                .toList());
    for (Path run : List.of(whole, first, second)) {
      PlanFile.write(run, plan);
    }
    for (int i = 0; i < levels.size(); i++) {
      String name = levels.get(i).name();
      SplitRun run = run(USERS.get(i));
      run.whole(whole.resolve(name));
      run.shard(first.resolve(name), new Shard(1, 2), 0);
      run.shard(second.resolve(name), new Shard(2, 2), 70);
    }
  }

  private static SplitRun run(int users) {
    RunFacts facts =
        new RunFacts(
                RunFacts.SCHEMA,
                RunFacts.State.FINISHED,
                "llmbench.BenchmarkSimulation",
                "2026-11-24T12:00:00Z",
                1_795_521_600_000L + 60_000L * users,
                5_000_000_000L,
                Map.of(
                    "compat",
                    "vllm-0.33",
                    "backend",
                    "openai-chat",
                    "model",
                    "m",
                    "num-prompts",
                    "60",
                    "max-concurrency",
                    String.valueOf(users)),
                Map.of("llm-bench", "0.2.0"),
                Map.of("name", "one"),
                Map.of("prompts", 60L),
                List.of())
            .counting(60);
    return new SplitRun(facts, new RandomRequests(users, 900).ofChunks(9).make(60));
  }

  @Test
  void areReportedAsThoseOfOneRun() throws IOException {
    Path output = folder.resolve("output");
    assertThat(report(whole)).isZero();
    String one = said();
    assertThat(report("--output", output, second, first)).isZero();
    assertThat(said().replace(output.toString(), whole.toString())).isEqualTo(one);
    for (Level level : levels) {
      assertThat(report("--output", folder.resolve(level.name()), whole.resolve(level.name())))
          .isZero();
      for (String file : List.of("vllm.json", "evalscope.txt", "js/global_stats.json")) {
        assertThat(output.resolve(level.name()).resolve(file))
            .as(level.name() + "/" + file)
            .hasSameBinaryContentAs(folder.resolve(level.name()).resolve(file));
      }
    }
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.filter(Files::isRegularFile).map(output::relativize).map(Path::toString))
          .contains("junit.xml", "metrics.prom", "summary.md", "llm.html");
    }
    assertThat(Files.readString(output.resolve("junit.xml")).replaceAll(".*\"shards\".*\n", ""))
        .isEqualTo(Files.readString(whole.resolve("junit.xml")));
  }

  @Test
  void aLevelThatAShardLacksIsSaid() throws IOException {
    Path gone = second.resolve(levels.get(2).name());
    try (Stream<Path> files = Files.list(gone)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(gone);
    assertThat(report("--output", folder.resolve("output"), first, second)).isZero();
    assertThat(said()).contains("shard 2/2 is missing");
    assertThat(report(first, second)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(said()).contains("name it with --output.");
    PlanFile.write(second, new PlanFacts(PlanFacts.SCHEMA, "load-sweep", List.of()));
    assertThat(report("--output", folder.resolve("output"), first, second))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(said()).contains("have other levels: no shards of one run.");
  }

  private int report(Object... args) {
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] words = Stream.of(args).map(Object::toString).toArray(String[]::new);
    return Report.run(words, stream, stream);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
