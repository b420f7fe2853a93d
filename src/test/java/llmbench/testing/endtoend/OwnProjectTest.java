package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Gatling project that is not ours, {@code src/it/own-project}, in a folder somewhere else: it
 * has the artifact that {@code mvn install -Plibrary} has just installed, and a configuration of
 * its own.
 */
@Tag("library")
class OwnProjectTest {

  private static final Path PROJECT = Path.of("src/it/own-project");
  private static final int USERS = 10;
  private static final int TOKENS = 20;

  /** Maven may have Gatling's artifacts still to fetch. */
  private static final int MAX_MINUTES = 15;

  @TempDir static Path folder;
  private static SimServer server;
  private static String said;
  private static Path run;
  private static RecordedRun recorded;

  @BeforeAll
  static void runOnce() throws Exception {
    server = InProcessRun.server(Timing.Fixed.ofMillis(30, 2), true, FaultSchedule.at(Map.of()));
    copy();
    Path console = folder.resolve("console.txt");
    Process maven =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    boolean ended = maven.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
    maven.destroyForcibly();
    said = Files.readString(console);
    assertThat(ended && maven.exitValue() == 0).as(said).isTrue();
    try (Stream<Path> runs = Files.list(folder.resolve("target/gatling"))) {
      run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    recorded = RecordedRun.read(run);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(property("library.maven"));
    command.add("--batch-mode");
    if (property("library.offline").endsWith("true")) {
      command.add("--offline");
    }
    command.add("-Dmaven.repo.local=" + property("library.repository"));
    command.add("gatling:test");
    command.add("-Dshop.url=" + server.baseUrl());
    return command;
  }

  private static String property(String name) {
    return requireNonNull(
        System.getProperty(name), name + " is not set: run mvn install -Plibrary");
  }

  private static void copy() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(PROJECT.relativize(file).toString());
        Files.createDirectories(requireNonNull(target.getParent()));
        Files.copy(file, target);
      }
    }
  }

  /** None of ours is in the jar: its plugin would ask which one is meant. */
  @Test
  void itsOwnSimulationIsTheOnlyOne() {
    assertThat(said).contains("Running simulation shop.AssistantSimulation.");
  }

  @Test
  void theTokenReportLiesBesideGatlings() throws IOException {
    assertThat(run.toFile().list())
        .contains("index.html", "simulation.log", "requests.jsonl", "run.json", "llm.html");
    assertThat(said).contains(run.resolve("llm.html").toString());
    assertThat(Files.readString(run.resolve("llm.html"))).contains("id=\"data\"", "uPlot");
  }

  @Test
  void gatlingsReportHasTheWholeJourney() throws IOException {
    String pages = "";
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(f -> f.toString().matches(".*[.](html|js)")).toList()) {
        pages += file.getFileName().toString().equals("llm.html") ? "" : Files.readString(file);
      }
    }
    assertThat(pages).contains("models", "first question", "second question");
    assertThat(said).containsPattern("request count +[|] +" + 3 * USERS + " ");
  }

  @Test
  void gatlingsAssertionsSeeTheTimeToTheFirstToken() {
    assertThat(said).containsPattern("Time to first token: .* : true");
  }

  @Test
  void theRecordHasTheQuestionsAndNothingElse() {
    Map<String, Long> named =
        recorded.requests().stream()
            .collect(Collectors.groupingBy(RequestRecord::name, Collectors.counting()));
    assertThat(named)
        .isEqualTo(Map.of("first question", (long) USERS, "second question", (long) USERS));
    assertThat(recorded.requests())
        .allMatch(each -> each.ok() && each.messages().outputs() == TOKENS);
    RunFacts facts = requireNonNull(recorded.facts());
    assertThat(facts.state()).isEqualTo(RunFacts.State.FINISHED);
    assertThat(facts.simulation()).isEqualTo("shop.AssistantSimulation");
  }

  @Test
  void bothQuestionsAreOneConversationInTheRecordAndOnThePage() throws IOException {
    Map<Integer, List<Integer>> turns =
        recorded.requests().stream()
            .map(each -> requireNonNull(each.turn()))
            .sorted(Comparator.comparingInt(ConversationTurn::turn))
            .collect(
                Collectors.groupingBy(
                    ConversationTurn::conversation,
                    Collectors.mapping(ConversationTurn::turn, Collectors.toList())));
    assertThat(turns).hasSize(USERS);
    assertThat(turns.values()).containsOnly(List.of(1, 2));
    JsonNode page = OwnSimulationRun.page(Files.readString(run.resolve("llm.html")));
    assertThat(page.at("/conversations/rows")).hasSize(USERS);
    assertThat(said).contains("- Conversations -", USERS + " conversations ended, ");
  }

  /** The bounds of Gatling's summary are 800 and 1200 ms where nothing is said. */
  @Test
  void itsOwnSettingsHold() {
    assertThat(said).contains("OK: 1000 ms <= t < 3000 ms").doesNotContain(" DEBUG ");
  }
}
