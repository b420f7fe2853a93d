package llmbench.testing.endtoend;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.tokenreport.TokenReport.tokenReport;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.llm.LlmActionBuilder;
import llmbench.process.Console;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a simulation with a token report ends: the exit status is Gatling's, and nothing is lost. */
class TokenReportEndsTest {

  private static final int TERMINATED = 143;
  private static final int ASSERTION_BROKEN = 2;
  private static final int ENOUGH = 12;
  private static final int USERS = 4;

  @TempDir Path folder;
  private static SimServer server;

  @BeforeAll
  static void start() {
    server = InProcessRun.server(Timing.Fixed.ofMillis(10, 5), true, FaultSchedule.at(Map.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String url() {
    return "shop.url=" + server.baseUrl();
  }

  private abstract static class Asking extends Simulation {

    static LlmActionBuilder ask(int tokens) {
      return TokenReportTest.Journey.ask("ask", "/v1/chat/completions", tokens);
    }

    void run(ChainBuilder chain, int users) {
      setUp(scenario("asking").exec(chain).injectOpen(atOnceUsers(users)))
          .protocols(http.baseUrl(System.getProperty("shop.url")).disableWarmUp(), tokenReport());
    }
  }

  /** Users who ask as long as they are let. */
  public static final class Endless extends Asking {

    public Endless() {
      run(forever().on(exec(http("health").get("/health")).exec(ask(20))), USERS);
    }
  }

  @Test
  void aSignalGivesBothReportsAndNothingThatWasMeasuredIsLost() throws Exception {
    OwnSimulationRun.Started started = OwnSimulationRun.start(Endless.class, folder, url());
    assertThat(InProcessRun.await(() -> started.lines("requests.jsonl") > ENOUGH)).isTrue();
    started.process().destroy();
    OwnSimulationRun run = started.ended();
    assertThat(run.status()).isEqualTo(TERMINATED);
    assertThat(run.directory().toFile().list()).contains("index.html", "llm.html");

    RecordedRun recorded = RecordedRun.read(run.directory());
    RunFacts facts = requireNonNull(recorded.facts());
    assertThat(facts.state()).isEqualTo(RunFacts.State.STOPPED);
    List<RequestRecord> requests = recorded.requests();
    assertThat(requests).extracting(RequestRecord::index).doesNotHaveDuplicates();
    assertThat(requests).allMatch(each -> each.ok() || each.isInterrupted());
    long interrupted = requests.stream().filter(RequestRecord::isInterrupted).count();
    assertThat(interrupted).isBetween(1L, (long) USERS);
    assertThat(run.said())
        .contains(
            "STOPPED by SIGTERM; ",
            interrupted == 1 ? ", 1 was in flight" : ", " + interrupted + " were in flight",
            " in flight (interrupted; in no figure)")
        .doesNotContain("disagree", "not whole");
    assertThat(requests.stream().filter(RequestRecord::ok).count())
        .isLessThanOrEqualTo(server.truth().completed());
  }

  /** Users who ask once, and what is asserted holds. */
  public static final class Once extends Asking {

    public Once() {
      run(exec(ask(5)), 2);
    }
  }

  @Test
  void aBrokenLimitIsAnExitStatusAlthoughGatlingIsContent() throws Exception {
    OwnSimulationRun run =
        OwnSimulationRun.of(Once.class, folder, url(), "llm.slo=p99_ttft<=1ms,error_rate<=1%");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.said())
        .contains("SLO BROKEN: p99_ttft<=1ms", "SLO kept:   error_rate<=1%")
        .contains("1 of 2 SLOs is broken");
    assertThat(run.directory().toFile().list()).contains("index.html", "llm.html");
  }

  @Test
  void aMisspeltSettingEndsTheRunBeforeAnythingIsSentAndWithoutAStack() throws Exception {
    Path console = folder.resolve("console.txt");
    OwnSimulationRun.Started run =
        OwnSimulationRun.start(Once.class, folder, url(), "llm.sol=p99_ttft<=1ms");
    assertThat(run.process().waitFor()).isEqualTo(Console.BAD_INPUT);
    assertThat(Files.readString(console))
        .contains("-Dllm.sol: unknown option; did you mean -Dllm.slo?")
        .doesNotContain("\tat ", "Exception");
  }

  /** Users who ask nobody, and an assertion that doesn't hold. */
  public static final class WithoutModel extends Simulation {

    public WithoutModel() {
      setUp(scenario("looking").exec(http("health").get("/health")).injectOpen(atOnceUsers(1)))
          .protocols(http.baseUrl(System.getProperty("shop.url")).disableWarmUp(), tokenReport())
          .assertions(global().failedRequests().count().is(7L));
    }
  }

  @Test
  void withoutAModelCallThereIsNoReportOfOursAndGatlingsStatusStays() throws Exception {
    OwnSimulationRun run = OwnSimulationRun.of(WithoutModel.class, folder, url());
    assertThat(run.status()).isEqualTo(ASSERTION_BROKEN);
    assertThat(run.directory().toFile().list())
        .contains("index.html")
        .doesNotContain("llm.html", "requests.jsonl", "run.json");
  }
}
