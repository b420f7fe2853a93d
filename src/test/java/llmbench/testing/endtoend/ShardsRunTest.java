package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.stream.IntStream;
import llmbench.options.ToolVersion;
import llmbench.random.NumpyLegacyRandom;
import llmbench.runlog.RecordedRun;
import llmbench.schedule.Burstiness;
import llmbench.schedule.VllmRate;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.WordCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerClock;
import llmbench.timeline.Shard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A benchmark and its two parts, by the account of the server: one after the other, since a process
 * has one Gatling. Parts at one time are bench/shards.
 */
class ShardsRunTest {

  private static final int PROMPTS = 15;
  private static final int PARTS = 2;
  private static final Duration AHEAD = Duration.ofMillis(-7_654);

  private static final String LINE =
      "--num-prompts "
          + PROMPTS
          + " --random-input-len 8 --random-output-len 5 --seed 3 --max-concurrency 5"
          + " --request-id-prefix same-";

  private static final String TIMED = LINE + " --request-rate 40 --burstiness 2";

  @TempDir static Path results;
  private static SimServer server;

  /** What the server had of each run, in the order of their beginnings. */
  private static final List<List<RequestTruth>> SEEN = new ArrayList<>();

  private static final List<RecordedRun> RUNS = new ArrayList<>();
  private static Instant start;

  @BeforeAll
  static void runThem() {
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(120, 2)).withClockOffset(AHEAD);
    server = SimServer.start(config, new WordCounter());
    run(LINE, Map.of());
    run(LINE, Map.of("shard", "1/2"));
    run(LINE, Map.of("shard", "2/2"));
    start = Instant.now().plusSeconds(4);
    run(TIMED, Map.of("shard", "1/2", "start-at", start.toString()));
    run(TIMED, Map.of("shard", "2/2"));
  }

  private static void run(String line, Map<String, String> settings) {
    server.truth().reset();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("compat", "vllm-0.33");
    RUNS.add(RecordedRun.read(InProcessRun.run(server, line, all, results)));
    SEEN.add(server.truth().requests());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void togetherTheySendTheSameBodiesUnderTheSameIds() {
    assertThat(SEEN.get(0)).hasSize(PROMPTS);
    List<String> whole = sent(SEEN.get(0));
    List<String> parts = new ArrayList<>(sent(SEEN.get(1)));
    parts.addAll(sent(SEEN.get(2)));
    assertThat(parts).containsExactlyInAnyOrderElementsOf(whole);
  }

  private static List<String> sent(List<RequestTruth> requests) {
    return requests.stream()
        .map(request -> request.requestId() + " " + Long.toHexString(request.bodyHash()))
        .toList();
  }

  @Test
  void eachHasItsShareInFlightAtTheServer() {
    assertThat(SEEN).extracting(ShardsRunTest::most).startsWith(5, 3, 2);
  }

  private static int most(List<RequestTruth> requests) {
    return requests.stream().mapToInt(RequestTruth::inFlight).max().orElse(0);
  }

  @Test
  void requestsHaveTheIndexesAndTheTimesOfTheWhole() {
    VllmRate whole =
        new VllmRate(
            PROMPTS, 40, new Burstiness(ToolVersion.VLLM_0_33, 2), new NumpyLegacyRandom(3));
    PrimitiveIterator.OfLong times = whole.nanos();
    long[] byIndex = IntStream.range(0, PROMPTS).mapToLong(i -> times.nextLong()).toArray();
    for (int part = 0; part < PARTS; part++) {
      RecordedRun run = RUNS.get(3 + part);
      int first = part;
      assertThat(indexes(run))
          .isEqualTo(IntStream.range(0, PROMPTS).filter(i -> i % PARTS == first).boxed().toList());
      long zero = requireNonNull(requireNonNull(facts(run).conditions()).schedule()).zeroNanos();
      for (RequestRecord request : run.requests()) {
        long planned = requireNonNull(request.departure().plannedNanos());
        assertThat(planned - zero).isEqualTo(byIndex[request.index()]);
        assertThat(request.sentNanos()).isGreaterThanOrEqualTo(planned);
      }
    }
  }

  private static List<Integer> indexes(RecordedRun run) {
    return run.requests().stream()
        .map(RequestRecord::index)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** Both clocks are this machine's, paired to a few microseconds: a millisecond is generous. */
  @Test
  void nothingIsSentBeforeTheMoment() {
    RecordedRun run = RUNS.get(3);
    long zeroMillis = facts(run).clockZeroEpochMillis();
    assertThat(run.requests())
        .allMatch(request -> zeroMillis + request.sentNanos() / 1e6 >= start.toEpochMilli() - 1);
  }

  @Test
  void runJsonHasThePartItsCountsAndTheOptionsOfTheWhole() {
    assertThat(facts(RUNS.get(0)).shard()).isNull();
    for (int run = 1; run < RUNS.size(); run++) {
      int index = 2 - run % PARTS;
      RunFacts facts = facts(RUNS.get(run));
      Shard shard = requireNonNull(facts.shard());
      assertThat(shard.toString()).isEqualTo(index + "/2");
      assertThat(facts.dataset().get("prompts")).isEqualTo(index == 1 ? 8 : 7);
      ServerClock clock = requireNonNull(shard.clock());
      assertThat(Math.abs(clock.offsetMillis() - AHEAD.toMillis()))
          .isLessThanOrEqualTo(clock.uncertaintyMillis());
    }
    assertThat(facts(RUNS.get(1)).options()).isEqualTo(facts(RUNS.get(0)).options());
    assertThat(facts(RUNS.get(2)).options()).isEqualTo(facts(RUNS.get(0)).options());
  }

  private static RunFacts facts(RecordedRun run) {
    return requireNonNull(run.facts());
  }
}
