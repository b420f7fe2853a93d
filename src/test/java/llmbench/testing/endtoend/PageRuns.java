package llmbench.testing.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import llmbench.Report;
import llmbench.options.given.Sources;
import llmbench.plan.LoadSweep;
import llmbench.recorder.PlanFile;
import llmbench.report.html.HtmlPage;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.testing.bench.MakeRun;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;

/** Runs for the page's tests and pictures, and their pages, by load half and report as they are. */
final class PageRuns {

  private static final String SLOS = "p99_ttft<=200ms, mean_tpot<10ms, error_rate<=1%";

  /** What a server may answer: it must stay text. */
  static final String HOSTILE_ANSWER = "</script><img src=x onerror='window.broken = 1'>busy";

  private final Path folder;

  PageRuns(Path folder) {
    this.folder = folder;
  }

  /**
   * The reference run against the simulated server, as large as asked.
   *
   * @param prompts in all
   */
  Path reference(int prompts, int atOnce, int tokens) throws IOException {
    Path run =
        InProcessRun.run(
            new Sources(
                null,
                properties(
                    "num-prompts", prompts,
                    "max-concurrency", atOnce,
                    "random-output-len", tokens,
                    "goodput", "ttft:100 tpot:10",
                    "slo", SLOS)),
            Files.createDirectories(folder.resolve("reference")));
    return page(run);
  }

  /** Requests at a rate, with a limit that makes some of them wait. */
  Path open(int prompts, int rate, int atOnce, int tokens) throws IOException {
    Path run =
        InProcessRun.run(
            new Sources(
                null,
                properties(
                    "num-prompts", prompts,
                    "request-rate", rate,
                    "max-concurrency", atOnce,
                    "random-output-len", tokens)),
            Files.createDirectories(folder.resolve("open")));
    return page(run);
  }

  /** A run that fails in several ways and is stopped in the middle. */
  Path failures(int prompts, int atOnce, int tokens) throws IOException {
    return page(failingRun(prompts, atOnce, tokens));
  }

  private Path failingRun(int prompts, int atOnce, int tokens) throws IOException {
    Map<Integer, ServerFault> faults = new HashMap<>();
    for (int at = 0; at < prompts; at++) {
      if (at % 19 == 7) {
        faults.put(at, ServerFault.of("http-503"));
      } else if (at % 29 == 11) {
        faults.put(at, ServerFault.of("cut-rst@" + tokens / 2));
      } else if (at % 41 == 17) {
        faults.put(at, ServerFault.of("error-event@3"));
      }
    }
    // Without an end, so that the run is stopped before it comes to its own.
    faults.put(prompts - 1, ServerFault.of("stall@1"));
    Path run;
    try (SimServer server =
        InProcessRun.server(Timing.Batch.A100_QWEN25_05B, true, FaultSchedule.at(faults))) {
      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(
              () -> {
                var unused =
                    InProcessRun.await(() -> server.truth().completed() >= prompts * 2 / 3);
                InProcessRun.interrupt(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "SIGINT"));
              });
      String line =
          "--num-prompts %d --max-concurrency %d --random-input-len 200 --random-range-ratio 0.8"
              + " --random-output-len %d";
      run =
          InProcessRun.run(
              server,
              line.formatted(prompts, atOnce, tokens),
              Map.of("slo", SLOS),
              Files.createDirectories(folder.resolve("failures")));
      stopped.join();
    }
    return run;
  }

  /** The same with an answer that nobody would wish for. */
  Path hostileFailures(int prompts, int atOnce, int tokens) throws IOException {
    Path run = failingRun(prompts, atOnce, tokens);
    Files.writeString(
        run.resolve("requests.jsonl"),
        """
        {"index":%d,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000004,\
        "end_ns":540000000,"status":429,"kinds":"","gaps_ns":[],"text":"",\
        "fault":{"kind":"http-status","message":"429 Too Many Requests","body":"%s"}}
        """
            .formatted(prompts, HOSTILE_ANSWER),
        StandardOpenOption.APPEND);
    return page(run);
  }

  /** Three loads side by side. */
  Path comparison(int prompts, List<Integer> loads, int tokens) throws IOException {
    List<Path> runs = new ArrayList<>();
    for (int atOnce : loads) {
      runs.add(
          InProcessRun.run(
              new Sources(
                  null,
                  properties(
                      "num-prompts", prompts,
                      "max-concurrency", atOnce,
                      "random-output-len", tokens)),
              Files.createDirectories(folder.resolve("at-once-" + atOnce))));
    }
    return comparison(runs);
  }

  /**
   * A sweep of the load.
   *
   * @param each how many requests for each one at once
   */
  Path sweep(List<Integer> loads, int each, int tokens) throws IOException {
    Path sweep = Files.createDirectories(folder.resolve("sweep"));
    List<PlanFacts.Level> levels = new ArrayList<>();
    for (int atOnce : loads) {
      Path run =
          InProcessRun.run(
              new Sources(
                  null,
                  properties(
                      "num-prompts", each * atOnce,
                      "max-concurrency", atOnce,
                      "random-output-len", tokens)),
              Files.createDirectories(folder.resolve("levels")));
      String name = "concurrency-" + atOnce;
      Files.move(run, sweep.resolve(name));
      levels.add(new PlanFacts.Level(name, Map.of("max-concurrency", String.valueOf(atOnce))));
    }
    PlanFile.write(sweep, new PlanFacts(PlanFacts.SCHEMA, LoadSweep.NAME, levels));
    report(List.of(sweep.toString()), new PrintStream(OutputStream.nullOutputStream()));
    return sweep.resolve(HtmlPage.FILE);
  }

  /** Three runs made up side by side. */
  Path madeComparison(int requests, List<Integer> loads, int tokens) throws IOException {
    List<Path> runs = new ArrayList<>();
    for (int atOnce : loads) {
      runs.add(make(requests, atOnce, tokens, folder.resolve("made-" + atOnce)));
    }
    return comparison(runs);
  }

  private Path comparison(List<Path> runs) throws IOException {
    Path page = folder.resolve("compared.html");
    List<String> arguments = new ArrayList<>(List.of("compare", "--html", page.toString()));
    // As somebody would name them, for they stand on the page.
    Path here = Path.of("").toAbsolutePath();
    runs.forEach(run -> arguments.add(here.relativize(run.toAbsolutePath()).toString()));
    report(arguments, new PrintStream(OutputStream.nullOutputStream()));
    return page;
  }

  /** A run made up, as large as asked. */
  Path large(int requests, int tokens) throws IOException {
    return page(make(requests, 500, tokens, folder.resolve("large")));
  }

  private static Path make(int requests, int atOnce, int tokens, Path run) {
    String sizes = "--requests %d --concurrency %d --tokens %d".formatted(requests, atOnce, tokens);
    MakeRun.main((sizes + " " + run).split(" "));
    return run;
  }

  private Path page(Path run) throws IOException {
    Path page = run.resolve(HtmlPage.FILE);
    try (PrintStream out = new PrintStream(page.toFile(), StandardCharsets.UTF_8)) {
      report(List.of("--format", "html", run.toString()), out);
    }
    return page;
  }

  private static void report(List<String> arguments, PrintStream out) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8);
    int status = Report.run(arguments.toArray(String[]::new), out, errors);
    if (status > 1) {
      throw new IllegalStateException(status + ": " + said.toString(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> properties(Object... namesAndValues) {
    Map<String, String> properties = new TreeMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      properties.put("llm." + namesAndValues[at], namesAndValues[at + 1].toString());
    }
    return properties;
  }
}
