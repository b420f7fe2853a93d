package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import llmbench.reporting.FinishedRun;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Warm-up requests of the load before vLLM's, in the server's own account: they come first, and
 * what is measured is what it is without them: bodies byte for byte, and times.
 */
class VllmLoadWarmUpsTest {

  private static final int MEASURED = 40;
  private static final int WARM_UPS = 10;
  private static final String PREFIX = "warm-";

  private static final String LINE =
      "--random-input-len 20 --random-output-len 6 --random-range-ratio 0.4 --seed 3"
          + " --request-id-prefix "
          + PREFIX
          + " --num-prompts "
          + MEASURED
          + " ";

  @TempDir Path results;

  /** What the server and the record have of a run. */
  private record Ran(Path directory, List<RequestTruth> truths, List<RequestRecord> records) {

    /** What it was sent, by the number of the request, in the order in which it came. */
    Map<Integer, Long> bodies() {
      Map<Integer, Long> bodies = new LinkedHashMap<>();
      for (RequestTruth truth : truths) {
        Integer number = Integer.valueOf(truth.requestId().substring(PREFIX.length()));
        assertThat(bodies.put(number, truth.bodyHash())).as("sent once").isNull();
      }
      return bodies;
    }

    /** When each was due, since the first one was. */
    List<Long> times() {
      long first = requireNonNull(records.get(0).departure().plannedNanos());
      return records.stream()
          .map(each -> requireNonNull(each.departure().plannedNanos()) - first)
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-concurrency 5",
        "--max-concurrency 5 --request-rate 150",
        "--request-rate 150 --burstiness 0.5"
      })
  void theyGoFirstAndTheOthersAreWhatTheyAreWithout(String load) throws IOException {
    Ran without = run(load, Map.of());
    Ran with =
        run(load, Map.of("load-warmups", load.startsWith("--max") ? "2x" : String.valueOf(10)));

    Map<Integer, Long> bodies = new TreeMap<>(with.bodies());
    assertThat(bodies).hasSize(MEASURED + WARM_UPS);
    assertThat(new TreeMap<>(bodies).headMap(MEASURED)).isEqualTo(new TreeMap<>(without.bodies()));
    assertThat(bodies.values()).as("no prompt is sent twice").doesNotHaveDuplicates();
    assertThat(with.bodies().keySet().iterator().next())
        .as("the first to come is numbered behind those that are measured")
        .isGreaterThanOrEqualTo(MEASURED);

    assertThat(with.records())
        .allMatch(RequestRecord::ok)
        .extracting(RequestRecord::index)
        .isEqualTo(IntStream.range(0, MEASURED).boxed().toList());
    if (load.contains("rate")) {
      for (int i = 0; i < MEASURED; i++) {
        assertThat(with.times().get(i)).isCloseTo(without.times().get(i), within(2L));
      }
    }
    RecordedRun recorded = RecordedRun.read(with.directory());
    assertThat(requireNonNull(recorded.facts()).loadWarmUps()).isEqualTo(WARM_UPS);
    assertThat(console(with.directory()))
        .contains("The server counted 50 first tokens, we had 40: its figures are of 10 warm-up");
  }

  private Ran run(String load, Map<String, String> settings) throws IOException {
    try (SimServer server =
        InProcessRun.server(Timing.Batch.A100_QWEN25_05B, true, FaultSchedule.none())) {
      Path directory = InProcessRun.run(server, LINE + load, settings, results);
      List<RequestRecord> records =
          RecordedRun.read(directory).requests().stream()
              .sorted(Comparator.comparingInt(RequestRecord::index))
              .toList();
      return new Ran(directory, server.truth().requests(), records);
    }
  }

  private static String console(Path directory) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FinishedRun.report(directory, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
