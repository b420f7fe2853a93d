package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.Report;
import llmbench.options.slo.Slo;
import llmbench.recorder.RequestLine;
import llmbench.recorder.RunFileWriter;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a run comes to, the exit status, the console and every file say the same of it: whether
 * it failed, which SLOs are broken, which doubts there are.
 */
class AgreementTest {

  private static final int RUNS = 60;
  private static final long MILLI = 1_000_000;

  /** Kept or broken by what is made here; each statistic once, by which junit.xml names it. */
  private static final List<String> SLOS =
      List.of(
          "p99_ttft<=25ms",
          "mean_true_ttft<30ms",
          "median_itl<=5ms",
          "error_rate<=20%",
          "completed>=3",
          "output_throughput>100",
          "request_goodput>1",
          "goodput_share>=50%",
          "p90_tpot<7ms");

  @TempDir Path folder;

  private final Random random = new Random(20_261_127);

  /**
   * What one place says of a run.
   *
   * @param broken SLOs, as they are written
   * @param doubts by their names
   */
  private record Said(boolean failed, Set<String> broken, Set<String> doubts) {}

  @Test
  void exitStatusConsoleAndFilesSayTheSame() throws IOException {
    int failed = 0;
    Set<String> broken = new TreeSet<>();
    for (int i = 0; i < RUNS; i++) {
      Path run = makeRun(i);
      ByteArrayOutputStream console = new ByteArrayOutputStream();
      int status =
          random.nextBoolean()
              ? FinishedRun.report(run, stream(console))
              : Report.run(new String[] {run.toString()}, stream(console), stream(console));
      assertThat(status).as(console.toString(StandardCharsets.UTF_8)).isIn(0, 1);
      Map<String, Said> said = said(run, console.toString(StandardCharsets.UTF_8));
      Said verdict = Objects.requireNonNull(said.get("verdict.json"));
      assertThat(verdict.failed()).isEqualTo(status != 0);
      said.forEach((where, one) -> assertThat(one).as(where + " of " + run).isEqualTo(verdict));
      failed += status;
      broken.addAll(verdict.broken());
    }
    assertThat(failed).as("both come up").isBetween(RUNS / 10, RUNS * 9 / 10);
    assertThat(broken).hasSizeGreaterThan(SLOS.size() / 2);
  }

  /** Every place by its name: a file more is a line more. */
  private Map<String, Said> said(Path run, String console) throws IOException {
    Map<String, Said> said = new LinkedHashMap<>();
    JsonNode verdict = new ObjectMapper().readTree(run.resolve("verdict.json").toFile());
    said.put("verdict.json", verdict(verdict));
    said.put("console", console(console, verdict));
    said.put("junit.xml", junit(Files.readString(run.resolve("junit.xml")), verdict));
    said.put("summary.md", summary(Files.readString(run.resolve("summary.md"))));
    said.put("metrics.prom", metrics(Files.readString(run.resolve("metrics.prom"))));
    said.put("llm.html", page(Files.readString(run.resolve("llm.html"))));
    return said;
  }

  private static Said verdict(JsonNode verdict) {
    Set<String> broken = new TreeSet<>();
    for (JsonNode slo : verdict.get("slos")) {
      if (!slo.get("kept").asBoolean()) {
        broken.add(slo.get("slo").asText());
      }
    }
    Set<String> doubts = new TreeSet<>();
    verdict.get("doubts").forEach(doubt -> doubts.add(doubt.get("name").asText()));
    return new Said(verdict.get("failed").asBoolean(), broken, doubts);
  }

  /** Doubts have no names there: they are found by what they say. */
  private static Said console(String text, JsonNode verdict) {
    Set<String> doubts = new TreeSet<>();
    for (JsonNode doubt : verdict.get("doubts")) {
      if (("\n" + text).contains("\nDoubt: " + doubt.get("message").asText() + ". ")) {
        doubts.add(doubt.get("name").asText());
      }
    }
    assertThat(found(text, "(?m)^Doubt: (.*)$")).hasSize(verdict.get("doubts").size());
    return new Said(
        text.contains(": exit status 1."), found(text, "(?m)^SLO BROKEN: (.*?): "), doubts);
  }

  /** A case has the name of its statistic; its failure has the SLO. */
  private static Said junit(String text, JsonNode verdict) {
    Set<String> broken = new TreeSet<>();
    for (JsonNode slo : verdict.get("slos")) {
      String written = slo.get("slo").asText();
      String name = Slo.list(written).get(0).statistic().name();
      if (text.contains("<testcase name=\"" + name + "\" classname=\"llmbench.m.slo\"")
          && text.contains(
              "<failure message=\"" + written.replace("<", "&lt;").replace(">", "&gt;"))) {
        broken.add(written);
      }
    }
    Set<String> doubts =
        found(
            text,
            "<testcase name=\"([\\w-]+)\" classname=\"llmbench.m.doubts\" time=\"0.000\">"
                + "\\s*<(?:skipped|failure)");
    return new Said(text.contains("<failure"), broken, doubts);
  }

  private static Said summary(String text) {
    return new Said(
        text.startsWith("## ❌ LLM benchmark failed: "),
        found(text, "\\*\\*broken\\*\\* \\| `(.*?)`"),
        found(text, "(?m)^\\* (?:❌|⚠️) `([\\w-]+)`: "));
  }

  private static Said metrics(String text) {
    return new Said(
        found(text, "(?m)^llmbench_failed\\{.*} (.*)$").contains("1"),
        found(text, "(?m)^llmbench_slo_kept\\{.*slo=\"(.*?)\"} 0$"),
        found(text, "(?m)^llmbench_doubt\\{.*name=\"(.*?)\"} 1$"));
  }

  private static Said page(String text) throws IOException {
    Matcher data = Pattern.compile("(?s) id=\"data\">(.*?)</script>").matcher(text);
    assertThat(data.find()).isTrue();
    JsonNode verdict = new ObjectMapper().readTree(data.group(1)).at("/runs/0/verdict");
    Set<String> broken = new TreeSet<>();
    for (JsonNode slo : verdict.get("slos")) {
      if (!slo.get("kept").asBoolean()) {
        broken.add(slo.get("text").asText());
      }
    }
    Set<String> doubts = new TreeSet<>();
    verdict.get("doubts").forEach(doubt -> doubts.add(doubt.get("name").asText()));
    return new Said(verdict.get("state").asText().equals("failed"), broken, doubts);
  }

  private static Set<String> found(String text, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private Path makeRun(int number) throws IOException {
    Path run = Files.createDirectory(folder.resolve("run-" + number));
    int requests = 1 + random.nextInt(8);
    double failing = random.nextBoolean() ? 0 : random.nextDouble() * 1.2;
    try (OutputStream lines = Files.newOutputStream(run.resolve("requests.jsonl"))) {
      for (int i = 0; i < requests; i++) {
        RequestLine.write(request(i, random.nextDouble() < failing), lines);
      }
    }
    new RunFileWriter(run.resolve("run.json")).write(facts(requests));
    return run;
  }

  private RequestRecord request(int index, boolean fails) {
    MessageKind[] kinds = new MessageKind[12];
    long[] nanos = new long[12];
    long now = (5 + random.nextInt(30)) * MILLI;
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = i < 10 ? MessageKind.TEXT : i == 10 ? MessageKind.USAGE : MessageKind.DONE;
      nanos[i] = now;
      now += i < 10 ? (3 + random.nextInt(6)) * MILLI : 0;
    }
    Fault fault = new Fault(FaultKind.HTTP_STATUS, "503 <busy> & \"full\"", null);
    long sent = index * 2L * MILLI;
    return new RequestRecord(
        index,
        "chat",
        "",
        10,
        10,
        sent,
        sent + now,
        fails ? 503 : 200,
        0,
        fails ? Messages.NONE : Messages.of(kinds, nanos),
        fails ? null : new Usage(10, 10, null),
        fails ? null : "length",
        "",
        "",
        fails ? fault : null);
  }

  private RunFacts facts(int requests) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(
        "compat", List.of("vllm-0.32", "vllm-0.11", "evalscope-1.14").get(random.nextInt(3)));
    options.put("backend", "openai-chat");
    options.put("model", "m");
    options.put("num-prompts", String.valueOf(requests));
    options.put("max-concurrency", String.valueOf(1 + random.nextInt(2)));
    options.put("goodput", "ttft:25");
    List<String> slos = new ArrayList<>(SLOS);
    slos.removeIf(slo -> random.nextInt(3) > 0);
    if (random.nextInt(4) > 0 && !slos.isEmpty()) {
      options.put("slo", String.join(",", slos));
    }
    options.put("fail-on-doubts", String.valueOf(random.nextInt(8) == 0));
    RunFacts.Stop stop = new RunFacts.Stop(RunFacts.StopCause.MAX_ERRORS, "more than 0 failed");
    return new RunFacts(
            RunFacts.SCHEMA,
            RunFacts.State.RUNNING,
            "llmbench.BenchmarkSimulation",
            "2026-11-24T12:00:00Z",
            1_795_521_600_000L,
            null,
            options,
            Map.of(),
            Map.of(),
            Map.of("prompts", (long) requests),
            List.of())
        .ended(RunFacts.State.FINISHED, 900 * MILLI, random.nextInt(8) == 0 ? stop : null);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
