package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.llm.testing.HostileAnswer;
import llmbench.llm.testing.HostileAnswer.Ask;
import llmbench.llm.testing.HostileAnswer.Next;
import llmbench.llm.testing.HostileEncodings;
import llmbench.llm.testing.HostileEnds;
import llmbench.llm.testing.HostileHeads;
import llmbench.llm.testing.HostileStreams;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that answer as no server should, each to a user of its own, who then asks twice more.
 * Whatever came: the request has its own answer or a fault with a name, and so have the next ones,
 * by the server's account of what it was asked over which connection.
 */
class HostileAnswersTest {

  private static final List<HostileAnswer> ANSWERS =
      Stream.of(HostileEnds.all(), HostileHeads.all(), HostileEncodings.all(), HostileStreams.all())
          .flatMap(List::stream)
          .toList();

  /** What can be unpacked is not the same on every machine. */
  private static final String UNPACKED = "gzip, deflate, br, snappy";

  private static final int NEXT = 2;
  private static final int LARGE_BYTES = 24 << 20;
  private static final byte[] ASK_STREAM = "{\"stream\": true}".getBytes(UTF_8);

  private static final Path PAGE = Path.of("docs", "reliability.md");
  private static final String TABLE =
      "| the server's answer | we say | the next request goes over |";

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Map<Integer, Queue<String>> UNASKED = new ConcurrentHashMap<>();

  /** The connections that they came over, request by request. */
  private static final Map<Integer, Queue<Socket>> CONNECTIONS = new ConcurrentHashMap<>();

  @TempDir static Path results;
  private static ScriptedServer server;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    UNASKED.clear();
    CONNECTIONS.clear();
    Map<String, ScriptedServer.Script> scripts = new HashMap<>();
    for (int i = 0; i < ANSWERS.size(); i++) {
      ScriptedServer.Script hostile = ANSWERS.get(i).script();
      ScriptedServer.Script noted = noted(i, hostile);
      scripts.put("/hostile/" + i, hostile.waitsForBody() ? noted : noted.early());
      scripts.put("/good/" + i, noted(i, HostileAnswer.good()));
    }
    server = new ScriptedServer(scripts);
    System.setProperty("llm.test.answers.url", server.baseUrl());
    String[] arguments = {"-s", Answers.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  private static ScriptedServer.Script noted(int number, ScriptedServer.Script script) {
    Queue<Socket> connections =
        CONNECTIONS.computeIfAbsent(number, n -> new ConcurrentLinkedQueue<>());
    return (wire, place) -> {
      connections.add(wire.socket());
      return script.answer(wire, place);
    };
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    System.clearProperty("llm.test.answers.url");
  }

  /** A user for each answer, all at once. */
  public static final class Answers extends Simulation {

    public Answers() {
      setUp(IntStream.range(0, ANSWERS.size()).mapToObj(Answers::population).toList());
    }

    private static PopulationBuilder population(int number) {
      return scenario("user " + number)
          .exec(
              IntStream.rangeClosed(0, NEXT)
                  .mapToObj(place -> exec(request(number, place)))
                  .toList())
          .injectOpen(atOnceUsers(1));
    }

    /** At place 0 the hostile one. */
    private static LlmActionBuilder request(int number, int place) {
      String url = requireNonNull(System.getProperty("llm.test.answers.url"));
      Ask ask = place == 0 ? ANSWERS.get(number).ask() : Ask.STREAM;
      LlmActionBuilder request =
          llm(http(id(number, place))
                  .post(url + (place == 0 ? "/hostile/" : "/good/") + number)
                  .header("x-request-id", id(number, place))
                  .body(ByteArrayBody(body(ask))))
              .totalTimeout(Duration.ofMinutes(5))
              .onUnasked(beginning -> unasked(number).add(beginning))
              .onFinished((session, result) -> RESULTS.put(id(number, place), result));
      return ask == Ask.IMPATIENT ? request.idleTimeout(Duration.ofSeconds(2)) : request;
    }

    private static byte[] body(Ask ask) {
      if (ask != Ask.LARGE) {
        return ask == Ask.WHOLE ? "{}".getBytes(UTF_8) : ASK_STREAM;
      }
      byte[] large = Arrays.copyOf(ASK_STREAM, LARGE_BYTES);
      Arrays.fill(large, ASK_STREAM.length, LARGE_BYTES, (byte) ' ');
      return large;
    }
  }

  static Stream<Named<Integer>> answers() {
    return IntStream.range(0, ANSWERS.size()).mapToObj(i -> Named.of(ANSWERS.get(i).server(), i));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aRequestHasItsOwnAnswerOrAFaultWithAName(int number) {
    LlmResult result = result(number, 0);
    String text = result.timeline().text();
    assertThat(said(result)).isEqualTo(ANSWERS.get(number).weSay());
    assertThat(text).doesNotContain(HostileAnswer.FOREIGN);
    if (result.fault() == null && !result.unstreamed()) {
      assertThat(text).endsWith(HostileAnswer.MINE);
    }
    assertThat(server.requests("/hostile/" + number)).as("asked once").isEqualTo(1);
    assertThat(result.resends()).isZero();
  }

  @Test
  void whatCanNotBeUnpackedIsNoText() {
    for (int i = 0; i < ANSWERS.size(); i++) {
      if (ANSWERS.get(i).server().contains("that nobody knows")) {
        assertThat(requireNonNull(result(i, 0).fault()).body()).isNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theNextRequestsHaveTheirOwnAnswers(int number) {
    for (int place = 1; place <= NEXT; place++) {
      LlmResult next = result(number, place);
      assertThat(said(next)).isEqualTo(HostileAnswer.SUCCESS);
      assertThat(next.timeline().text()).isEqualTo(id(number, place));
      assertThat(next.resends()).isZero();
    }
    assertThat(server.requests("/good/" + number)).isEqualTo(NEXT);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theyGoOverAConnectionThatIsClean(int number) {
    List<Socket> connections = List.copyOf(requireNonNull(CONNECTIONS.get(number)));
    assertThat(connections).hasSize(1 + NEXT);
    boolean same = connections.get(1) == connections.get(0);
    assertThat(same ? Next.SAME : Next.NEW).isEqualTo(ANSWERS.get(number).next());
    assertThat(connections.get(2)).as("and stay on it").isSameAs(connections.get(1));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whatNoRequestHadAskedForIsToldOnce(int number) {
    assertThat(unasked(number)).hasSize(ANSWERS.get(number).unasked() ? 1 : 0);
  }

  @Test
  void thePageHasThem() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(TABLE);
    int end = page.indexOf("\n\n", begin) + 1;
    StringBuilder table = new StringBuilder(TABLE + "\n|---|---|---|\n");
    for (HostileAnswer answer : ANSWERS) {
      String next = answer.next() == Next.SAME ? "the same connection" : "a new connection";
      String unasked = answer.unasked() ? "; counted" : "";
      table.append(
          String.format("| %s | %s | %s%s |%n", answer.server(), answer.weSay(), next, unasked));
    }
    if (Boolean.getBoolean("golden.update")) {
      page = page.substring(0, begin) + table + page.substring(end);
      Files.writeString(PAGE, page);
    }
    assertThat(page).as("-Dgolden.update=true writes it").contains(table);
  }

  private static String said(LlmResult result) {
    Fault fault = result.fault();
    return fault == null
        ? HostileAnswer.SUCCESS
        : fault
            .line()
            .replace(Encodings.readable(), UNPACKED)
            // How much comes before a limit is a matter of the machine.
            .replaceFirst("^(idle-timeout: .*), after .*", "$1");
  }

  private static Queue<String> unasked(int number) {
    return UNASKED.computeIfAbsent(number, n -> new ConcurrentLinkedQueue<>());
  }

  private static String id(int number, int place) {
    return number + "-" + place;
  }

  private static LlmResult result(int number, int place) {
    return requireNonNull(RESULTS.get(id(number, place)));
  }
}
