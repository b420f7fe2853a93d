package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import llmbench.progress.Terminal;
import llmbench.progress.testing.Screen;
import llmbench.reporting.FinishedRun;
import llmbench.run.ProgressDisplay;
import llmbench.runlog.RequestLines;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.ServerFaultKind;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.Truth;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All faults in one run, in random order, 50 at once: what the server says it did is what
 * requests.jsonl and the reports say, request by request.
 */
class FaultProofTest {

  private static final int AT_ONCE = 50;
  private static final int TOKENS = 12;

  /**
   * Java's own client, which asks the server for its account and for its times, keeps its
   * connections for a while.
   */
  private static final int ASKED_FOR_ACCOUNTS = 2;

  /** One that the JDK opens once, to close others with. */
  private static final int OF_THE_JDK = 1;

  /**
   * The server is far faster than any limit, on a busy machine as well; and where it isn't, it
   * never comes.
   */
  private static final Map<String, String> LIMITS_OF_PARTS =
      Map.of("first-token-timeout", "8", "idle-timeout", "8");

  private static final Map<String, String> LIMIT_OF_ALL = Map.of("total-timeout", "10");

  @TempDir Path results;

  @Test
  void theServersAccountIsOurs() throws IOException {
    prove("seed-1", 1, 4, LIMITS_OF_PARTS);
  }

  @Tag("proof")
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void theServersAccountIsOursWhateverTheOrder(int seed) throws IOException {
    prove("seed-" + seed, seed, 14, LIMITS_OF_PARTS);
  }

  @Tag("proof")
  @ParameterizedTest
  @ValueSource(ints = {7, 8})
  void theServersAccountIsOursWhereOnlyTheWholeRequestHasALimit(int seed) throws IOException {
    prove("seed-" + seed + "-total", seed, 14, LIMIT_OF_ALL);
  }

  /**
   * Runs and compares.
   *
   * @param each how often each kind of fault comes; two thirds as many requests have none
   */
  private void prove(String name, int seed, int each, Map<String, String> limits)
      throws IOException {
    long sockets = InProcessRun.open("socket:");
    Map<Integer, ServerFault> faults = schedule(new Random(seed), each);
    int requests = faults.size() * 5 / 3;
    SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(20, 2), true, FaultSchedule.at(faults));
    FaultAccounts accounts;
    String end;
    try (server) {
      String line =
          ("--num-prompts %d --max-concurrency %d --seed %d --random-input-len 8"
                  + " --random-output-len %d")
              .formatted(requests, AT_ONCE, seed, TOKENS);
      Screen log = new Screen();
      ProgressDisplay display = new ProgressDisplay(Terminal.NONE, log.out());
      Path run = InProcessRun.run(server, line, limits, results, display);
      Truth truth = server.truth();
      boolean left = InProcessRun.await(() -> truth.connectionsOpen() <= ASKED_FOR_ACCOUNTS);
      assertThat(left && truth.inFlight() == 0)
          .as("%d connections are open, %d requests", truth.connectionsOpen(), truth.inFlight())
          .isTrue();
      accounts = compare(run, truth, requests, limits == LIMIT_OF_ALL);
      theLastLineSaysTheSame(log, accounts, requests);
      end =
          "%d connections opened, most requests in flight %d"
              .formatted(truth.connectionsOpened(), truth.maxInFlight());
    }
    assertThat(InProcessRun.await(() -> InProcessRun.open("socket:") <= sockets + OF_THE_JDK))
        .as("sockets before: %d, now: %d", sockets, InProcessRun.open("socket:"))
        .isTrue();
    keep(name, requests, accounts, end);
  }

  private static FaultAccounts compare(Path run, Truth truth, int requests, boolean onlyTotal)
      throws IOException {
    List<RequestRecord> ours = new ArrayList<>();
    RequestLines lines = RequestLines.read(run.resolve("requests.jsonl"), ours::add);
    assertThat(lines.broken()).isEmpty();
    assertThat(lines.partialLastLine()).isFalse();
    assertThat(ours).hasSize(requests);
    FaultAccounts accounts = FaultAccounts.of(ours, truth.requests(), onlyTotal);
    assertThat(accounts.differences()).isEmpty();
    assertThat(truth.faults().keySet())
        .as("every fault was committed")
        .isEqualTo(EnumSet.allOf(ServerFaultKind.class));
    assertThat(truth.receivedTwice())
        .isEqualTo(ours.stream().mapToInt(RequestRecord::resends).sum());
    assertThat(truth.maxInFlight()).isLessThanOrEqualTo(AT_ONCE);
    reportsSayTheSame(run, accounts);
    theClientMeasuredItself(run);
    whatNobodyHadAskedForIsDoubted(run, truth);
    return accounts;
  }

  /** The console and the files that other tools read. */
  private static void reportsSayTheSame(Path run, FaultAccounts accounts) throws IOException {
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
    assertThat(FinishedRun.report(run, out)).isZero();
    long failed = accounts.pairs().stream().filter(pair -> !pair.ours().ok()).count();
    assertThat(console.toString(StandardCharsets.UTF_8))
        .containsPattern("Failed requests: +" + failed + "\\b");
    JsonNode errors = new ObjectMapper().readTree(run.resolve("vllm.json").toFile()).get("errors");
    List<FaultAccounts.Pair> ordered = new ArrayList<>(accounts.pairs());
    ordered.sort(Comparator.comparingInt(pair -> pair.ours().index()));
    assertThat(errors).hasSize(ordered.size());
    for (int i = 0; i < ordered.size(); i++) {
      RequestTruth last = ordered.get(i).last();
      FaultKind expected = FaultNames.of(last, ordered.get(i).onlyTotal());
      String label = expected == null ? "" : expected.label();
      assertThat(errors.get(i).asText().replaceAll(":.*", "")).isEqualTo(label);
    }
  }

  /** What stands in a log when the last request is finished, by the server's account. */
  private static void theLastLineSaysTheSame(Screen log, FaultAccounts accounts, int requests) {
    long ok =
        accounts.pairs().stream()
            .filter(pair -> FaultNames.of(pair.last(), pair.onlyTotal()) == null)
            .count();
    assertThat(log.printed())
        .endsWith("\n")
        .doesNotContain("\r")
        .doesNotContain("\u001b")
        .containsPattern(
            "  %1$d/%1$d  0 in flight  %2$d ok  %3$d failed  .* tok/s  P50 TTFT .*  done\n$"
                .formatted(requests, ok, requests - ok));
  }

  /** And what speaks against the run is in a file of its own. */
  private static void theClientMeasuredItself(Path run) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode conditions = json.readTree(run.resolve("run.json").toFile()).get("conditions");
    assertThat(conditions.get("same_machine").asBoolean()).isTrue();
    assertThat(conditions.at("/client/loop_lag/ticks").asInt()).isPositive();
    assertThat(conditions.at("/client/cpu_seconds").asDouble()).isPositive();
    assertThat(conditions.at("/prefix_cache/after/hits").isNumber()).isTrue();
    JsonNode doubts = json.readTree(run.resolve("verdict.json").toFile()).get("doubts");
    assertThat(doubts.findValuesAsText("name")).contains("failures-present");
  }

  /** A second answer ends its connection, and is an answer to nothing. */
  private static void whatNobodyHadAskedForIsDoubted(Path run, Truth truth) throws IOException {
    int twice = requireNonNull(truth.faults().get(ServerFaultKind.TWICE));
    ObjectMapper json = new ObjectMapper();
    JsonNode unasked = json.readTree(run.resolve("run.json").toFile()).at("/conditions/unasked");
    assertThat(unasked.path("connections").asInt()).isEqualTo(twice);
    assertThat(unasked.path("first_status").asInt()).isEqualTo(200);
    JsonNode doubts = json.readTree(run.resolve("verdict.json").toFile()).get("doubts");
    assertThat(doubts.findValuesAsText("name")).contains("unasked-bytes");
  }

  /** Each kind so many times, each with what it may vary in, at random places. */
  private static Map<Integer, ServerFault> schedule(Random random, int each) {
    int faults = ServerFaultKind.values().length * each;
    List<Integer> places = new ArrayList<>(IntStream.range(0, faults * 5 / 3).boxed().toList());
    Collections.shuffle(places, random);
    Map<Integer, ServerFault> schedule = new HashMap<>();
    for (ServerFaultKind kind : ServerFaultKind.values()) {
      for (int i = 0; i < each; i++) {
        schedule.put(places.get(schedule.size()), fault(kind, random));
      }
    }
    return schedule;
  }

  private static ServerFault fault(ServerFaultKind kind, Random random) {
    int[] statuses =
        switch (kind) {
          case HTTP -> new int[] {400, 401, 404, 422, 500, 503};
          case RETRY -> new int[] {429, 503};
          case REDIRECT -> new int[] {301, 302, 303, 307, 308};
          default -> new int[] {};
        };
    ServerFault plain = ServerFault.of(kind);
    int number = statuses.length == 0 ? plain.number() : statuses[random.nextInt(statuses.length)];
    int after = kind.hasChunks() ? random.nextInt(TOKENS) : plain.afterChunks();
    return new ServerFault(kind, number, after);
  }

  /** For docs/reliability.md. */
  private static void keep(String name, int requests, FaultAccounts accounts, String end)
      throws IOException {
    Path directory = Files.createDirectories(Path.of("target", "proof"));
    String text =
        String.format(
            Locale.ROOT,
            "%d requests, %d at once, %s%n%n%s%nSent again after: %s. At the end: %s;"
                + " %d sockets, %d files open;"
                + " heap %d MB%n",
            requests,
            AT_ONCE,
            name,
            accounts.table(),
            accounts.sentAgainAfter(),
            end,
            InProcessRun.open("socket:"),
            InProcessRun.open("/"),
            InProcessRun.heapBytes() >> 20);
    Files.writeString(directory.resolve(name + ".md"), text);
  }
}
