package llmbench.testing.endtoend;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.tokenreport.TokenReport.tokenReport;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.Report;
import llmbench.llm.LlmActionBuilder;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Unasked;
import llmbench.warmup.WarmUp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line in a simulation leaves a token report beside Gatling's own. */
class TokenReportTest {

  private static final int OPEN_USERS = 4;
  private static final int SUMMARY = 30;
  private static final String MODEL = "Qwen2.5-0.5B-Instruct";

  @TempDir static Path folder;
  private static SimServer server;
  private static OwnSimulationRun run;
  private static RecordedRun recorded;

  @BeforeAll
  static void runOnce() throws Exception {
    server =
        InProcessRun.server(
            Timing.Fixed.ofMillis(30, 2),
            true,
            FaultSchedule.at(Map.of(1, ServerFault.of("twice"))));
    run = OwnSimulationRun.of(Journey.class, folder, "shop.url=" + server.baseUrl());
    recorded = RecordedRun.read(run.directory());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Users of an open and of a closed model who look, ask twice, and ask where nobody answers. */
  public static final class Journey extends Simulation {

    public Journey() {
      ChainBuilder journey =
          exec(http("health").get("/health"))
              .exec(ask("ask", "/v1/chat/completions", 8))
              .pause(Duration.ofMillis(20))
              .exec(ask("summary", "/v1/chat/completions", SUMMARY));
      setUp(
              WarmUp.clientWarmUp(Duration.ofMillis(200))
                  .andThen(
                      scenario("open").exec(journey).injectOpen(atOnceUsers(OPEN_USERS)),
                      scenario("closed")
                          .exec(journey)
                          .exec(ask("nowhere", "/v1/nothing", 8))
                          .injectClosed(constantConcurrentUsers(2).during(Duration.ofSeconds(1)))))
          .protocols(http.baseUrl(System.getProperty("shop.url")).disableWarmUp(), tokenReport())
          .assertions(details("health").failedRequests().count().is(0L));
    }

    static LlmActionBuilder ask(String name, String path, int tokens) {
      String body =
          """
          {"model": "%s", "max_completion_tokens": %d, "stream": true,
           "stream_options": {"include_usage": true},
           "messages": [{"role": "user", "content": "Is it waterproof?"}]}"""
              .formatted(MODEL, tokens);
      return llm(
          http(name)
              .post(path)
              .header("content-type", "application/json")
              .header("authorization", "Bearer sk-verysecret")
              .body(StringBody(body)));
    }
  }

  @Test
  void theExitStatusIsGatlingsAlthoughRequestsFailed() {
    assertThat(run.status()).as(run.said()).isZero();
  }

  @Test
  void theFilesLieBesideGatlingsReport() {
    assertThat(run.directory().toFile().list())
        .contains("index.html", "simulation.log", "requests.jsonl", "run.json", "llm.html");
    assertThat(run.said()).contains("llm.html");
  }

  @Test
  void theRecordHasTheModelCallsByNameAndNothingElse() {
    List<RequestRecord> requests = recorded.requests();
    Map<String, Long> named =
        requests.stream()
            .collect(Collectors.groupingBy(RequestRecord::name, Collectors.counting()));
    assertThat(named).containsOnlyKeys("ask", "summary", "nowhere");
    long nowhere = requireNonNull(named.get("nowhere"));
    assertThat(named.get("ask")).isGreaterThan(OPEN_USERS);
    assertThat(requests.size() - nowhere).isEqualTo(server.truth().received());
    assertThat(requests).extracting(RequestRecord::index).doesNotHaveDuplicates();
    assertThat(requests).allMatch(each -> each.ok() == !each.name().equals("nowhere"));
    assertThat(requests)
        .filteredOn(each -> each.name().equals("summary"))
        .allMatch(each -> each.maxTokens() == SUMMARY && each.messages().outputs() == SUMMARY);
  }

  @Test
  void whatNoRequestHadAskedForIsCounted() {
    RunFacts facts = requireNonNull(recorded.facts());
    Conditions conditions = requireNonNull(facts.conditions());
    // A read may end within the first line of what came: then its status isn't known.
    assertThat(conditions.unasked()).isIn(new Unasked(1, 200), new Unasked(1, 0));
    assertThat(conditions.sameMachine()).isTrue();
  }

  @Test
  void theClientHasWatchedItselfAsInABenchmark() {
    ClientLoad load =
        requireNonNull(requireNonNull(requireNonNull(recorded.facts()).conditions()).client());
    assertThat(requireNonNull(load.loopLag()).ticks()).as("a probe's ticks").isPositive();
    assertThat(load.seconds()).isPositive();
    assertThat(requireNonNull(load.cpuSeconds())).isPositive();
    assertThat(load.cores()).isPositive();
  }

  @Test
  void theFactsHaveModelAndServerAndNoSecret() throws Exception {
    RunFacts facts = requireNonNull(recorded.facts());
    assertThat(facts.state()).isEqualTo(RunFacts.State.FINISHED);
    assertThat(facts.stop()).isNull();
    assertThat(facts.simulation()).isEqualTo(Journey.class.getName());
    assertThat(facts.options())
        .isEqualTo(Map.of("model", MODEL, "base-url", server.baseUrl().toString()));
    assertThat(run.file("run.json") + run.file("requests.jsonl")).doesNotContain("verysecret");
  }

  @Test
  void theConsoleHasAllPromptsAndEachNameAndNothingThatWasNeverAskedFor() {
    assertThat(run.said())
        .contains("== Model calls ==")
        .containsPattern("Successful requests: +" + count("ask", "summary"))
        .containsPattern("Failed requests: +" + count("nowhere"))
        .containsPattern("ask +" + count("ask") + " +0 +[0-9.]+ / +[0-9.]+ +[0-9.]+ ")
        .containsPattern("nowhere +0 +" + count("nowhere") + " +– +– +–")
        .doesNotContain("Benchmark", "true figures", "template", "--num-prompts", "disagree")
        .doesNotContain("exit status");
  }

  @Test
  void thereAreTheFilesThatMakeSenseWithoutABenchmark() {
    assertThat(run.directory().toFile().list())
        .contains("requests.csv", "summary.md", "junit.xml", "verdict.json", "metrics.prom", "js")
        .doesNotContain("vllm.txt", "vllm.json", "evalscope.txt", "evalscope_summary.json");
  }

  @Test
  void thePageHasTheModelAndARowForEachName() throws Exception {
    JsonNode page = run.page();
    assertThat(page.at("/head/model").asText()).isEqualTo(MODEL);
    assertThat(page.at("/head/server").asText()).isEqualTo(server.baseUrl().toString());
    assertThat(page.at("/head/compat").asText() + page.at("/head/load").asText()).isEmpty();
    assertThat(page.at("/tables/0/id").asText()).isEqualTo("by-name");
    assertThat(page.at("/tables/0/rows")).hasSize(3);
    assertThat(page.at("/tables").findValuesAsText("id")).noneMatch(id -> id.contains("evalscope"));
    assertThat(page.at("/timeline/rows")).hasSize(recorded.requests().size());
    assertThat(page.at("/verdict/doubts").findValuesAsText("name"))
        .contains("failures-present")
        .doesNotContain("concurrency-not-reached", "first-wave-dominates", "prompt-lengths");
  }

  @Test
  void theReportOfItsLogAloneHasThePromptsAndLeavesOutOtherRequests() throws Exception {
    Path bare = Files.createDirectories(folder.resolve("bare").resolve("journey-1"));
    Files.copy(run.directory().resolve("simulation.log"), bare.resolve("simulation.log"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {bare.toString()}, out, out)).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("Successful requests: +" + count("ask", "summary"))
        .containsPattern("Failed requests: +" + count("nowhere"))
        .contains("tokenReport() among the simulation's protocols")
        .doesNotContain("health");
    JsonNode page = OwnSimulationRun.page(Files.readString(bare.resolve("llm.html")));
    assertThat(page.at("/head/model").asText())
        .as("no model is known")
        .isEqualTo("TokenReportTest$Journey");
  }

  private static long count(String... names) {
    return recorded.requests().stream()
        .filter(each -> List.of(names).contains(each.name()))
        .count();
  }
}
