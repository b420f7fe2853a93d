package llmbench.reporting.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.metrics.testing.RandomRequests;
import llmbench.testing.bench.SplitRun;
import llmbench.timeline.Conditions;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards in comparisons: a folder of them stands for the one run that they are. */
class CompareShardsTest {

  private static final int SHARDS = 3;

  @TempDir private Path scratch;

  @BeforeEach
  void makeOneRunTwice() throws IOException {
    SplitRun run = run();
    run.whole(scratch.resolve("whole"));
    for (int index = 1; index <= SHARDS; index++) {
      run.shard(scratch.resolve("parts/" + index), new Shard(index, SHARDS), 10L * index);
    }
  }

  @Test
  void aFolderOfThemIsTheOneRunThatTheyAre() {
    String text = compare("parts", "whole");
    assertThat(text)
        .contains("A  parts, by vllm-0.33\nB  whole, by vllm-0.33\n")
        .containsPattern("B to A: \\d+ agree within 3 %, 0 differ, 0 can't be compared")
        .doesNotContain("shards-missing");
    assertThat(text.lines().filter(line -> line.contains("agrees")))
        .isNotEmpty()
        .allMatch(line -> line.contains("+0.0 %"));
  }

  @Test
  void theyDontRepeatEachOther() {
    assertThat(compare("parts/1", "parts/2", "--", "whole", "whole"))
        .contains(
            "parts/1 is a shard, and shards of one run don't repeat each other: name the folder"
                + " that holds all of them, which stands for that run.");
  }

  private String compare(String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Stream<String> places =
        Stream.of(names).map(name -> name.equals("--") ? name : scratch.resolve(name).toString());
    Report.run(Stream.concat(Stream.of("compare"), places).toArray(String[]::new), stream, stream);
    return out.toString(StandardCharsets.UTF_8).replace(scratch + "/", "");
  }

  private static SplitRun run() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compat", "vllm-0.33");
    options.put("backend", "openai-chat");
    options.put("model", "m");
    options.put("num-prompts", "120");
    options.put("max-concurrency", "20");
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
            .counting(120)
            .under(Conditions.of(false, null));
    return new SplitRun(facts, new RandomRequests(8, 3_000).ofChunks(9).make(120));
  }
}
