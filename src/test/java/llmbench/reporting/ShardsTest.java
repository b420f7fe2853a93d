package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.metrics.testing.RandomRequests;
import llmbench.testing.bench.SplitRun;
import llmbench.timeline.Conditions;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import llmbench.timeline.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a benchmark's shards is that of the one run that they are. */
class ShardsTest {

  private static final long ZERO_MILLIS = 1_795_521_600_000L;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theReportOfAllShardsIsThatOfOneRunWithAllRequests(long seed) throws IOException {
    Random random = new Random(seed);
    boolean planned = seed % 2 == 0;
    SplitRun run = run(random, planned, seed % 3 == 0 ? "evalscope-1.14" : "vllm-0.33");
    run.whole(folder.resolve("whole"));
    int of = 1 + random.nextInt(7);
    List<Path> parts = new ArrayList<>();
    for (int index = 1; index <= of; index++) {
      parts.add(folder.resolve("part" + index));
      run.shard(parts.get(index - 1), new Shard(index, of), index == 1 ? 0 : random.nextInt(300));
    }
    Collections.shuffle(parts, random);
    Map<String, String> whole = report(List.of(folder.resolve("whole")));
    Map<String, String> merged = report(parts);
    assertThat(merged.keySet()).isEqualTo(whole.keySet());
    for (Map.Entry<String, String> file : whole.entrySet()) {
      assertThat(plain(file.getKey(), merged.getOrDefault(file.getKey(), "")))
          .as("%s of %s shards, seed %s", file.getKey(), of, seed)
          .isEqualTo(plain(file.getKey(), file.getValue()));
    }
  }

  @Test
  void anyOrderOfTheirDirectoriesGivesTheSameBytes() throws IOException {
    Random random = new Random(7);
    SplitRun run = run(random, false, "vllm-0.32");
    List<Path> parts = new ArrayList<>();
    for (int index = 1; index <= 4; index++) {
      parts.add(folder.resolve("part" + index));
      run.shard(parts.get(index - 1), new Shard(index, 4), random.nextInt(50));
    }
    Map<String, String> first = report(parts);
    assertThat(first).hasSizeGreaterThan(ReportFormats.names().size());
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(parts, random);
      assertThat(report(parts)).isEqualTo(first);
    }
  }

  private static SplitRun run(Random random, boolean planned, String compat) {
    RandomRequests requests = new RandomRequests(random.nextLong(), 3_000).ofChunks(9);
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compat", compat);
    options.put("backend", "openai-chat");
    options.put("model", "m");
    options.put("num-prompts", "150");
    options.put("max-concurrency", "20");
    options.put("goodput", "ttft:100 e2el:200");
    options.put("slo", "p99_ttft<=150ms,error_rate<=1%");
    Conditions conditions = Conditions.of(false, null);
    if (planned) {
      options.put("request-rate", "50");
      ScheduleKept.Late late = new ScheduleKept.Late(1, 1, 1, 1, 1);
      conditions = conditions.with(new ScheduleKept(5_000_000, late));
    }
    RunFacts facts =
        new RunFacts(
                RunFacts.SCHEMA,
                RunFacts.State.FINISHED,
                "llmbench.BenchmarkSimulation",
                "2026-11-24T12:00:00Z",
                ZERO_MILLIS,
                5_000_000_000L,
                options,
                Map.of("llm-bench", "0.2.0"),
                Map.of("name", "one"),
                Map.of("prompts", 150L),
                List.of("A note."))
            .counting(150)
            .under(conditions);
    return new SplitRun(facts, (planned ? requests.late(40) : requests).make(150));
  }

  /** Every file, and what is said. */
  private Map<String, String> report(List<Path> directories) throws IOException {
    Path output = Files.createTempDirectory(folder, "output");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> args = new ArrayList<>(List.of("--output", output.toString()));
    directories.forEach(each -> args.add(each.toString()));
    Report.run(args.toArray(String[]::new), stream, stream);
    Map<String, String> all = new TreeMap<>();
    all.put("console", out.toString(StandardCharsets.UTF_8).replace(output.toString(), "OUTPUT"));
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(output.relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  /** Without what is said of shards besides. */
  private static String plain(String name, String text) throws IOException {
    return switch (name) {
      case "llm.html" -> plainPage(text);
      case "junit.xml" -> text.replaceAll(" *<property name=\"shards\"[^>]*>\n", "");
      case "summary.md" -> text.replaceAll("(?m)^\\*\\*Shards\\*\\* .*\n\n", "");
      case "verdict.json" -> plainVerdict(text);
      case "metrics.prom" -> text.replaceAll("(?m)^(# [A-Z]+ )?llmbench_shard.*\n", "");
      case "console" -> text.replaceAll("(?s)-+ The shards -+\n.*?=\n", "");
      default -> text;
    };
  }

  private static String plainVerdict(String text) throws IOException {
    ObjectNode all = (ObjectNode) new ObjectMapper().readTree(text);
    all.remove("shards");
    return all.toPrettyString();
  }

  private static String plainPage(String page) throws IOException {
    JsonNode run = PageGoldenTest.data(page).at("/runs/0");
    ObjectNode all = (ObjectNode) run;
    all.remove("name");
    remove((ArrayNode) run.at("/head/facts"), "label", "Shards");
    remove((ArrayNode) run.at("/head/facts"), "label", "Times between shards");
    remove((ArrayNode) run.at("/tables"), "id", "shards");
    return all.toPrettyString();
  }

  private static void remove(ArrayNode list, String key, String value) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).path(key).asText().equals(value)) {
        list.remove(i);
      }
    }
  }
}
