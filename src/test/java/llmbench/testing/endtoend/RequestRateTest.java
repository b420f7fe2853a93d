package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import llmbench.Report;
import llmbench.options.ToolVersion;
import llmbench.random.NumpyLegacyRandom;
import llmbench.runlog.RecordedRun;
import llmbench.schedule.Arrivals;
import llmbench.schedule.Burstiness;
import llmbench.schedule.VllmRate;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rate with a limit of requests in flight, from the line to the block: what was planned against
 * the tool's schedule, what was sent against the server's own account.
 */
class RequestRateTest {

  private static final int PROMPTS = 60;
  private static final double RATE = 150;
  private static final int MOST = 4;

  @TempDir static Path results;
  private static SimServer server;
  private static Path run;
  private static RecordedRun read;
  private static String said;

  @BeforeAll
  static void runOnce() {
    server = InProcessRun.server(Timing.Fixed.ofMillis(20, 2), true, FaultSchedule.none());
    String line =
        "--num-prompts %d --random-input-len 8 --random-output-len 5 --request-rate %s --seed 3"
                .formatted(PROMPTS, RATE)
            + " --burstiness 0.5 --max-concurrency "
            + MOST;
    run = InProcessRun.run(server, line, Map.of("compat", "vllm-0.33"), results);
    read = RecordedRun.read(run);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = Report.run(new String[] {run.toString()}, out, out);
    said = printed.toString(StandardCharsets.UTF_8);
    assertThat(status).as(said).isZero();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<RequestRecord> inOrder() {
    return read.requests().stream().sorted(Comparator.comparing(RequestRecord::index)).toList();
  }

  private static long planned(RequestRecord request) {
    return requireNonNull(request.departure().plannedNanos());
  }

  /** The random dataset draws from another generator, so numpy's legacy one is as it was seeded. */
  @Test
  void thePlanIsTheTools() {
    PrimitiveIterator.OfLong times = tool().nanos();
    List<RequestRecord> sent = inOrder();
    assertThat(sent).extracting(RequestRecord::index).containsExactlyElementsOf(all());
    long zero = planned(sent.get(0)) - times.nextLong();
    for (RequestRecord request : sent.subList(1, PROMPTS)) {
      assertThat(planned(request) - zero).isEqualTo(times.nextLong());
    }
  }

  private static Arrivals tool() {
    return new VllmRate(
        PROMPTS, RATE, new Burstiness(ToolVersion.VLLM_0_33, 0.5), new NumpyLegacyRandom(3));
  }

  private static List<Integer> all() {
    return IntStream.range(0, PROMPTS).boxed().toList();
  }

  @Test
  void nothingIsSentBeforeItsTimeOrWithoutRoom() {
    assertThat(read.requests())
        .allMatch(RequestRecord::ok)
        .allMatch(request -> request.sentNanos() >= planned(request))
        .allMatch(RequestRateTest::isSentAfterThereWasRoom);
    assertThat(server.truth().maxInFlight()).isEqualTo(MOST);
    assertThat(server.truth().received()).isEqualTo(PROMPTS);
  }

  private static boolean isSentAfterThereWasRoom(RequestRecord request) {
    Long admitted = request.departure().admittedNanos();
    return admitted == null || (admitted >= planned(request) && request.sentNanos() >= admitted);
  }

  @Test
  void theRunEndedByItself() {
    assertThat(requireNonNull(read.facts()).state()).isEqualTo(RunFacts.State.FINISHED);
  }

  @Test
  void theBlockAndTheConsoleSayTheRate() throws IOException {
    assertThat(said)
        .containsPattern("Maximum request concurrency: +4 ")
        .containsPattern("Request rate configured \\(RPS\\): +150.00 ")
        .containsPattern("Sent late, mean / P50 / P99 / max \\(ms\\): +[0-9.]+( / [0-9.]+){3}")
        .containsPattern("Waited for room, median / P99 \\(ms\\): +[0-9.]+ / [0-9.]+");
    assertThat(Files.readString(run.resolve("vllm.json")))
        .contains("\"request_rate\": 150.0, \"burstiness\": 0.5, \"max_concurrency\": 4");
  }

  /** The tool's clock begins before the first gap; the last answer ends it. */
  @Test
  void theDurationHasTheFirstGap() throws IOException {
    long gap = tool().nanos().nextLong();
    List<RequestRecord> sent = inOrder();
    long zero = planned(sent.get(0)) - gap;
    long end = sent.stream().mapToLong(RequestRecord::endNanos).max().orElseThrow();
    JsonNode result = new JsonMapper().readTree(run.resolve("vllm.json").toFile());
    double seconds = (end - zero) / 1e9;
    assertThat(result.get("duration").asDouble()).isCloseTo(seconds, within(1e-9));
    assertThat(result.get("request_throughput").asDouble())
        .isCloseTo(PROMPTS / seconds, within(1e-6));
  }

  @Test
  void theRecordSaysWhereTheScheduleBeganAndHowLateRequestsWereSent() {
    long[] late =
        read.requests().stream()
            .mapToLong(request -> request.sentNanos() - planned(request))
            .sorted()
            .toArray();
    ScheduleKept schedule =
        requireNonNull(requireNonNull(requireNonNull(read.facts()).conditions()).schedule());
    long gap = tool().nanos().nextLong();
    assertThat(schedule.zeroNanos()).isEqualTo(planned(inOrder().get(0)) - gap);
    assertThat(schedule.late().requests()).isEqualTo(PROMPTS);
    assertThat(schedule.late().maxMillis()).isEqualTo(late[PROMPTS - 1] / 1e6);
    assertThat(schedule.late().p50Millis()).isBetween(late[29] / 1e6, late[29] * 1.01 / 1e6);
  }
}
