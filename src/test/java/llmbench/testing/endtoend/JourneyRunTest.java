package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.examples.JourneySimulation;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.SimulationLog;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.ShopTruth;
import llmbench.simserver.truth.ShopTruth.Rating;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of a journey is run as its reader would, against a server that fails a first turn and
 * a second one: what Gatling's report, the record and the page say is what the server did.
 */
class JourneyRunTest {

  private static final int USERS = 24;
  private static final int LOST_AT_FIRST = 1;
  private static final int LOST_AT_SECOND = 1;
  private static final int RATED = USERS - LOST_AT_FIRST - LOST_AT_SECOND;

  @TempDir static Path folder;
  private static SimServer server;
  private static OwnSimulationRun run;
  private static GatlingReport report;
  private static List<RequestRecord> records;

  @BeforeAll
  static void runOnce() throws Exception {
    FaultSchedule refusesTheThird = FaultSchedule.ofPrompt("user-3,", ServerFault.of("http-503"));
    FaultSchedule cutsTheFifth =
        arrival ->
            arrival.says("user-5,") && arrival.says("Which one, then?")
                ? ServerFault.of("cut-rst@5")
                : null;
    Opened bundled = Tokenizers.open("bundled", null);
    server =
        SimServer.start(
            SimConfig.of(Timing.Fixed.ofMillis(2, 1))
                .withPrefixCaching(PrefixCaching.ON)
                .withFaults(refusesTheThird.or(cutsTheFifth)),
            new TokenizerPromptCounter(bundled.tokenizer(), bundled.chatTemplate().orElse(null)));
    run =
        OwnSimulationRun.of(
            JourneySimulation.class,
            folder,
            "shop.url=" + server.baseUrl(),
            "journey.users=" + USERS / 2,
            "journey.rate=" + USERS / 2,
            "journey.seconds=1",
            "journey.readingMillis=20");
    report = GatlingReport.of(run.directory());
    records = new ArrayList<>();
    RecordedRun.read(run.directory()).requests().forEach(records::add);
    records.sort(Comparator.comparingInt(RequestRecord::index));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ConversationTurn turn(RequestRecord request) {
    return requireNonNull(request.turn());
  }

  /** What its failure is called; empty where it has none. */
  private static String fault(RequestRecord request) {
    Fault fault = request.fault();
    return fault == null ? "" : fault.kind().label();
  }

  /** From sending to the first output. */
  private static long ttft(RequestRecord request) {
    Messages messages = request.messages();
    int first = 0;
    while (!messages.kind(first).isOutput()) {
      first++;
    }
    return messages.nanos(first);
  }

  private static List<Long> sorted(Stream<Long> values) {
    return values.sorted().toList();
  }

  @Test
  void itsOwnAssertionsHold() {
    assertThat(run.status()).as(run.said()).isZero();
  }

  @Test
  void everyUserOfBothScenariosComesToAnEndAlthoughTurnsFail() {
    Map<String, List<Boolean>> users = new TreeMap<>();
    var unused =
        SimulationLog.read(
            run.directory().resolve("simulation.log"),
            line -> {
              if (line instanceof LogRecord.User user) {
                users.computeIfAbsent(user.scenario(), key -> new ArrayList<>()).add(user.starts());
              }
            });
    assertThat(users).containsOnlyKeys("newsletter", "everyday");
    assertThat(users.values())
        .allSatisfy(
            starts -> {
              assertThat(starts).filteredOn(start -> start).hasSize(USERS / 2);
              assertThat(starts).filteredOn(start -> !start).hasSize(USERS / 2);
            });
  }

  @Test
  void gatlingsReportIsTheServersAccount() {
    ShopTruth shop = server.truth().shop();
    assertThat(shop.logins()).isEqualTo(USERS);
    assertThat(report.row("log in").ok()).isEqualTo(shop.logins());
    assertThat(report.row("find", "search").ok()).isEqualTo(shop.searches()).isEqualTo(USERS);
    assertThat(report.row("find", "product").ok()).isEqualTo(shop.products()).isEqualTo(USERS);
    assertThat(report.row("rate").ok()).isEqualTo(shop.rated()).isEqualTo(RATED);
    GatlingReport.Row asked = report.row("advice", "Time to first token", "ask");
    GatlingReport.Row chosen = report.row("advice", "Time to first token", "choose");
    assertThat(asked.ok()).isEqualTo(USERS - LOST_AT_FIRST);
    assertThat(asked.ko()).isEqualTo(LOST_AT_FIRST);
    assertThat(chosen.ok()).isEqualTo(RATED);
    assertThat(chosen.ko()).isEqualTo(LOST_AT_SECOND);
    assertThat(asked.ok() + chosen.ok()).isEqualTo(server.truth().completed());
    assertThat(server.truth().faulted()).isEqualTo(LOST_AT_FIRST + LOST_AT_SECOND);
    assertThat(server.truth().refusals()).isZero();
  }

  @Test
  void theRecordHasBothTurnsOfEachConversationUpToTheOneThatFails() {
    Map<Integer, List<String>> turns = new TreeMap<>();
    for (RequestRecord request : records) {
      turns
          .computeIfAbsent(turn(request).conversation(), key -> new ArrayList<>())
          .add(turn(request).turn() + fault(request));
    }
    assertThat(records).hasSize(server.truth().received());
    assertThat(turns).hasSize(USERS);
    assertThat(
            turns.values().stream().collect(Collectors.groupingBy(t -> t, Collectors.counting())))
        .isEqualTo(
            Map.of(
                List.of("1", "2"), (long) RATED,
                List.of("1http-status"), (long) LOST_AT_FIRST,
                List.of("1", "2cut"), (long) LOST_AT_SECOND));
  }

  @Test
  void whatWasRatedAreTheSecondAnswersAndByTheTimesThatWereMeasured() {
    List<Rating> ratings = server.truth().shop().ratings();
    // An answer's id is by its request's number, as the server has it.
    Map<String, RequestTruth> answers =
        server.truth().requests().stream()
            .filter(RequestTruth::completed)
            .collect(
                Collectors.toMap(
                    answer -> "chatcmpl-%016x".formatted(answer.number() + 1), answer -> answer));
    assertThat(ratings).hasSize(RATED);
    assertThat(ratings)
        .extracting(Rating::answer)
        .doesNotHaveDuplicates()
        .isSubsetOf(answers.keySet());
    assertThat(ratings)
        .extracting(rating -> requireNonNull(answers.get(rating.answer())).tokens())
        .containsOnly(30);
    assertThat(ratings)
        .extracting(Rating::user)
        .doesNotHaveDuplicates()
        .doesNotContain("user-3", "user-5");
    long fast =
        records.stream()
            .filter(request -> request.name().equals("choose") && request.ok())
            .filter(request -> ttft(request) < 1_000_000_000L)
            .count();
    assertThat(ratings).filteredOn(rating -> rating.stars() == 5).hasSize((int) fast);
  }

  /** The client sees each token behind the server's write of it, so also one by one in order. */
  @Test
  void tokenTimesLieBehindTheServersOwn() {
    List<Long> seen = sorted(records.stream().filter(RequestRecord::ok).map(JourneyRunTest::ttft));
    List<Long> written =
        sorted(
            server.truth().requests().stream()
                .filter(RequestTruth::completed)
                .map(request -> request.firstNanos() - request.arrivedNanos()));
    assertThat(seen).hasSameSizeAs(written);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isGreaterThanOrEqualTo(written.get(i));
    }
    long tokens =
        records.stream().filter(RequestRecord::ok).mapToLong(r -> r.messages().outputs()).sum();
    assertThat(tokens).isEqualTo(server.truth().outputTokens());
  }

  @Test
  void thePageHasTheConversationsAsRowsAndTheirFigures() throws Exception {
    JsonNode page = run.page();
    assertThat(page.at("/conversations/of").asInt()).isEqualTo(USERS);
    assertThat(page.at("/conversations/rows")).hasSize(USERS);
    assertThat(page.at("/conversations/kinds").toString()).contains("http-status", "cut");
    assertThat(page.at("/by_turn/counts").toString())
        .isEqualTo("[" + (USERS - LOST_AT_FIRST) + "," + RATED + "]");
    assertThat(run.said())
        .contains("- Conversations -")
        .contains(RATED + " conversations ended, ")
        .contains("; " + (LOST_AT_FIRST + LOST_AT_SECOND) + " abandoned")
        .containsPattern("first turns +" + (USERS - LOST_AT_FIRST) + " ")
        .containsPattern("later turns +" + RATED + " ");
    assertThat(page.at("/failures").findValuesAsText("kind"))
        .containsExactlyInAnyOrder(FaultKind.HTTP_STATUS.label(), FaultKind.CUT.label());
  }
}
