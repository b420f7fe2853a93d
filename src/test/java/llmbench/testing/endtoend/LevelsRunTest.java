package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import llmbench.Report;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.reporting.plan.FinishedLevel;
import llmbench.run.AfterRun;
import llmbench.runlog.EarlierLevels;
import llmbench.runlog.PlanFileReader;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of several levels, by their server's own account: a sweep, the same again after it was
 * killed in its last level, and a search.
 */
class LevelsRunTest {

  private static final int PROMPTS = 8;
  private static final String RECORD = RecordedRun.REQUEST_FILE;

  @TempDir private static Path results;
  private static SimServer server;
  private static Path sweep;
  private static Path resumed;
  private static Path search;
  private static long afterSweep;
  private static long afterResume;

  @BeforeAll
  static void runAll() throws IOException {
    server = InProcessRun.server(Timing.Fixed.ofMillis(2, 1), true, FaultSchedule.none());
    sweep = run(Map.of("max-concurrency", "1,2..3"));
    afterSweep = served();
    Path killed = results.resolve("killed");
    copyAsKilled(sweep, killed, "concurrency-3");
    resumed = run(Map.of("max-concurrency", "1,2..3", "resume", killed.toString()));
    afterResume = served();
    search =
        run(
            Map.of(
                "search", "max-concurrency",
                "search-from", "2",
                "search-most", "5",
                "search-requests", "10",
                "slo", "failed<=0"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void eachLevelSendsItsRequestsOnceAndNoMoreAtOnceThanAsked() {
    assertThat(names(sweep)).containsExactly("concurrency-1", "concurrency-2", "concurrency-3");
    assertThat(afterSweep).isEqualTo(3 * PROMPTS);
    for (int users = 1; users <= 3; users++) {
      RecordedRun level = RecordedRun.read(sweep.resolve("concurrency-" + users));
      assertThat(level.requests()).hasSize(PROMPTS);
      assertThat(most(level.requests())).isLessThanOrEqualTo(users);
    }
  }

  @Test
  void whatWasMeasuredIsTakenOverAsItIsAndTheRestIsMeasured() throws IOException {
    assertThat(names(resumed)).isEqualTo(names(sweep));
    assertThat(afterResume - afterSweep).isEqualTo(PROMPTS);
    for (String taken : List.of("concurrency-1", "concurrency-2")) {
      assertThat(resumed.resolve(taken).resolve(RECORD))
          .hasSameBinaryContentAs(sweep.resolve(taken).resolve(RECORD));
    }
    assertThat(RecordedRun.read(resumed.resolve("concurrency-3")).requests()).hasSize(PROMPTS);
  }

  /** But for times, which are numbers, and what is doubted for their sake. */
  @Test
  void theReportOfAResumedRunIsThatOfAnUndisturbedOne() {
    assertThat(withoutTimes(resumed))
        .isEqualTo(withoutTimes(sweep))
        .contains("concurrency=#", "Best throughput");
  }

  @Test
  void aSearchGoesOnFromWhatItsLevelsCameTo() {
    assertThat(names(search)).containsExactly("concurrency-2", "concurrency-4", "concurrency-5");
    assertThat(RecordedRun.read(search.resolve("concurrency-5")).requests()).hasSize(25);
    assertThat(report(search))
        .contains(
            "Up to 5 at once keeps failed<=0, and that is the most that was allowed"
                + " (-Dllm.search-most).");
  }

  private static Path run(Map<String, String> settings) {
    Map<String, String> properties = new TreeMap<>();
    Map.of(
            "base-url", url(),
            "num-prompts", String.valueOf(PROMPTS),
            "random-input-len", "8",
            "random-output-len", "3",
            "progress", "off")
        .forEach((name, value) -> properties.put("llm." + name, value));
    settings.forEach((name, value) -> properties.put("llm." + name, value));
    AfterRun after =
        new AfterRun(
            LevelsRunTest::single,
            LevelsRunTest::level,
            (directory, outcomes, out) -> 0,
            new AfterRun.Earlier(EarlierLevels::plan, EarlierLevels::measured));
    return InProcessRun.runLevels(new Sources(null, properties), results, after);
  }

  private static int single(Path directory, PrintStream out, Consumer<PrintStream> beside) {
    throw new IllegalStateException(directory + " is one of several");
  }

  private static LevelOutcome level(String plan, Level level, Path directory, PrintStream out) {
    return FinishedLevel.report(
        plan, level, directory, new PrintStream(new ByteArrayOutputStream()));
  }

  /** As kill -9 leaves it: the level goes on for whoever reads its run.json. */
  private static void copyAsKilled(Path run, Path killed, String inLevel) throws IOException {
    Files.createDirectories(killed);
    Files.copy(run.resolve(PlanFacts.FILE), killed.resolve(PlanFacts.FILE));
    for (String level : names(run)) {
      Path into = Files.createDirectories(killed.resolve(level));
      for (String file : List.of(RECORD, RecordedRun.RUN_FILE)) {
        Files.copy(run.resolve(level).resolve(file), into.resolve(file));
      }
    }
    Path facts = killed.resolve(inLevel).resolve(RecordedRun.RUN_FILE);
    Files.writeString(facts, Files.readString(facts).replace("\"FINISHED\"", "\"RUNNING\""));
  }

  private static List<String> names(Path run) {
    return PlanFileReader.read(run).levels().stream().map(PlanFacts.Level::name).toList();
  }

  /** Requests that it has served to their end, by what it counts for its operators. */
  private static long served() throws IOException {
    try (InputStream page = URI.create(url() + "/metrics").toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("vllm:request_success_total{"))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  private static String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** How many were in flight at once. */
  private static long most(List<RequestRecord> requests) {
    return requests.stream()
        .mapToLong(
            one ->
                requests.stream()
                    .filter(other -> other.sentNanos() <= one.sentNanos())
                    .filter(other -> one.sentNanos() < other.endNanos())
                    .count())
        .max()
        .orElseThrow();
  }

  private static String withoutTimes(Path run) {
    return report(run)
        .replaceFirst("(?s)\nDoubt.*", "")
        .replaceAll("[\\d,.]+", "#")
        .replaceAll(" +", " ");
  }

  private static String report(Path run) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = Report.run(new String[] {run.toString()}, out, out);
    assertThat(status).isZero();
    return printed.toString(StandardCharsets.UTF_8).replace(run.toString(), "RUN");
  }
}
