package llmbench.testing.endtoend;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import llmbench.llm.LlmActionBuilder;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.SimulationLog;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.timeline.TtftGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time to the first token in Gatling's own log, report and assertions, failures among them. */
class TtftInGatlingTest {

  private static final int TTFT_MILLIS = 30;
  private static final int ASKED = 4;
  private static final int CUT = 2;
  private static final String OWN_NAME = "First word of a summary";
  private static final String SPOILT = "spoilt";

  /** Of the requests named "ask" that stand in no group of the user's: whether they succeeded. */
  private static final Boolean[] OF_ASK = {true, true, true, true, false, false};

  /** What the simulation, which Gatling makes by itself, is to send and to assert. */
  private static final AtomicReference<Plan> PLAN = new AtomicReference<>();

  /** Times to the first token of requests named "ask", in nanoseconds. */
  private static final List<Long> TIMED = Collections.synchronizedList(new ArrayList<>());

  private record Plan(String url, List<Assertion> assertions) {}

  @TempDir static Path results;
  private static SimServer server;
  private static int status;
  private static GatlingReport report;
  private static List<LogRecord> log;
  private static List<Long> timedNanos;

  @BeforeAll
  static void runOnce() throws IOException {
    ServerFault cut = ServerFault.of("cut-fin@3");
    server =
        InProcessRun.server(
            Timing.Fixed.ofMillis(TTFT_MILLIS, 1), false, FaultSchedule.ofPrompt(SPOILT, cut));
    Path folder = results.resolve("kept");
    TIMED.clear();
    status =
        run(
            folder,
            details(TtftGroup.NAME).responseTime().percentile(95.0).lt(60_000),
            details(TtftGroup.NAME).responseTime().min().gte(TTFT_MILLIS),
            details(TtftGroup.NAME).failedRequests().count().is(CUT + 1L),
            details(TtftGroup.NAME, "ask").failedRequests().count().is((long) CUT),
            details(TtftGroup.NAME, "ask").responseTime().min().gte(TTFT_MILLIS),
            details("ask").failedRequests().count().is((long) CUT),
            details("checkout", "ask").allRequests().count().is(1L),
            details("checkout", TtftGroup.NAME).allRequests().count().is(1L),
            details(TtftGroup.NAME, "shown").failedRequests().count().is(1L),
            details(OWN_NAME).responseTime().max().lt(60_000),
            global().allRequests().count().is(ASKED + CUT + 6L));
    timedNanos = List.copyOf(TIMED);
    report = GatlingReport.ofOnly(folder);
    log = new ArrayList<>();
    SimulationLog.read(report.directory().resolve("simulation.log"), log::add);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int run(Path folder, Assertion... assertions) {
    return run(List.of("-rf", folder.toString()), assertions);
  }

  private static int run(List<String> arguments, Assertion... assertions) {
    PLAN.set(new Plan(server.baseUrl().toString(), List.of(assertions)));
    List<String> all = new ArrayList<>(List.of("-s", Asking.class.getName()));
    all.addAll(arguments);
    return Gatling$.MODULE$.fromArgs(all.toArray(String[]::new));
  }

  /** One user who asks in every way that there is. */
  public static final class Asking extends Simulation {

    public Asking() {
      Plan plan = requireNonNull(PLAN.get());
      ChainBuilder ask =
          exec(llm(chat("ask", "a question", true)).onFinished(TtftInGatlingTest::keep));
      ChainBuilder spoilt =
          exec(llm(chat("ask", SPOILT, true)).onFinished(TtftInGatlingTest::keep));
      ChainBuilder all =
          repeat(ASKED)
              .on(ask)
              .exec(repeat(CUT).on(spoilt))
              .exec(group("checkout").on(llm(chat("ask", "a question", true))))
              .exec(llm(chat("summary", "a text", true)).ttftGroup(OWN_NAME))
              .exec(llm(chat("shown", "a question", true)).ttftGroup())
              .exec(llm(chat("shown", SPOILT, true)).ttftGroup())
              .exec(llm(chat("plain", "a question", true)).withoutTtftGroup())
              .exec(llm(chat("whole", "a question", false)))
              .exec(llm(chat("quiet", "a question", true).silent()));
      setUp(scenario("asking").exec(all).injectOpen(atOnceUsers(1)))
          .protocols(http.baseUrl(plan.url()).disableWarmUp())
          .assertions(plan.assertions());
    }

    private static HttpRequestActionBuilder chat(String name, String text, boolean stream) {
      String body =
          """
          {"model": "Qwen2.5-0.5B-Instruct", "max_tokens": 8, "stream": %s,
           "messages": [{"role": "user", "content": "%s"}]}"""
              .formatted(stream, text);
      return http(name)
          .post("/v1/chat/completions")
          .header("content-type", "application/json")
          .body(StringBody(body));
    }
  }

  private static void keep(io.gatling.javaapi.core.Session session, llmbench.llm.LlmResult result) {
    TIMED.add(result.timeline().firstOutputNanos());
  }

  @Test
  void assertionsOnItThatHoldLeaveTheStatusAsItIs() {
    assertThat(status).isZero();
  }

  @Test
  void anAssertionOnItThatBreaksIsTheStatusOfGatlingsBrokenAssertions() {
    int broken =
        run(
            List.of("-nr", "-rf", results.resolve("broken").toString()),
            details(TtftGroup.NAME).responseTime().percentile(95.0).lt(TTFT_MILLIS / 2));
    assertThat(broken).isEqualTo(2);
  }

  @Test
  void theLogHasOneTimeForEachRequestAndOneByItsName() {
    List<LogRecord.Group> times = groups(List.of(TtftGroup.NAME, "ask")::equals);
    assertThat(times).extracting(LogRecord.Group::ok).containsExactly(OF_ASK);
    for (int i = 0; i < ASKED + CUT; i++) {
      double millis = timedNanos.get(i) / 1e6;
      assertThat((double) times.get(i).cumulatedMillis()).isCloseTo(millis, within(0.5));
      assertThat(times.get(i).endMillis() - times.get(i).startMillis())
          .isEqualTo(times.get(i).cumulatedMillis());
    }
    assertThat(groups(List.of(TtftGroup.NAME)::equals)).hasSize(ASKED + CUT + 2);
    assertThat(groups(List.of("checkout", TtftGroup.NAME)::equals)).hasSize(1);
    assertThat(groups(List.of("checkout", TtftGroup.NAME, "ask")::equals)).hasSize(1);
    assertThat(groups(List.of(OWN_NAME)::equals)).hasSize(1);
    assertThat(groups(path -> !path.contains("checkout"))).hasSize(2 * (ASKED + CUT) + 2 + 1);
  }

  @Test
  void aRequestStandsWhereItsUserIsUnlessItsTimeIsToBeARow() {
    List<String> paths =
        log.stream()
            .filter(LogRecord.Response.class::isInstance)
            .map(LogRecord.Response.class::cast)
            .map(each -> String.join(" / ", each.groups()) + ": " + each.name() + " " + each.ok())
            .toList();
    assertThat(paths)
        .containsExactly(
            ": ask true",
            ": ask true",
            ": ask true",
            ": ask true",
            ": ask false",
            ": ask false",
            "checkout: ask true",
            "First word of a summary: summary true",
            "Time to first token: shown true",
            "Time to first token: shown false",
            ": plain true",
            ": whole true");
  }

  @Test
  void gatlingsReportHasTheRowThatWasAskedForWithItsFailuresAndItsPage() throws IOException {
    GatlingReport.Row ttft = report.row(TtftGroup.NAME);
    // The group's own records are those of all streams, wherever their requests stand.
    assertThat(ttft.ko()).isEqualTo(CUT + 1L);
    assertThat(ttft.min()).isGreaterThanOrEqualTo(TTFT_MILLIS);
    assertThat(ttft.percentile(3)).isBetween(ttft.min(), ttft.max());
    assertThat(report.page(ttft))
        .contains("Group Cumulated Response Time Percentiles over Time (OK)")
        .contains("<td class=\"title\">95th percentile</td>");
    GatlingReport.Row shown = report.row(TtftGroup.NAME, "shown");
    assertThat(List.of(shown.total(), shown.ok(), shown.ko())).containsExactly(2L, 1L, 1L);
    GatlingReport.Row ask = report.row("ask");
    assertThat(List.of(ask.total(), ask.ok(), ask.ko())).containsExactly(6L, 4L, 2L);
    assertThat(report.all().total()).isEqualTo(ASKED + CUT + 6);
    assertThat(report.rows()).extracting(GatlingReport.Row::name).doesNotContain("quiet");
  }

  @Test
  void theReportOfTheLogAloneHasTheTimesAndKnowsWhichRequestsTheyAreOf() {
    RecordedRun run = RecordedRun.read(report.directory());
    assertThat(run.promptNames()).containsExactlyInAnyOrder("ask", "shown");
    assertThat(run.prompts()).hasSize(ASKED + CUT + 3);
    assertThat(run.ttftMillis()).hasSize(ASKED + 2).allMatch(millis -> millis >= TTFT_MILLIS);
  }

  @Test
  void aGroupWithoutANameIsRefused() {
    LlmActionBuilder plain = llm(http("ask").get("/"));
    assertThatThrownBy(() -> plain.ttftGroup(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withoutTtftGroup()");
  }

  private static List<LogRecord.Group> groups(Predicate<List<String>> path) {
    return log.stream()
        .filter(LogRecord.Group.class::isInstance)
        .map(LogRecord.Group.class::cast)
        .filter(group -> path.test(group.groups()))
        .toList();
  }
}
