package llmbench.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import llmbench.random.NumpyLegacyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The send times of evalscope 1.14's own loops, and of 1.1's pauses. */
class EvalscopeArrivalsTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/rate_schedules_1.14.json");

  static List<JsonNode> goldens() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    new ObjectMapper().readTree(GOLDEN.toFile()).path("cases").forEach(cases::add);
    assertThat(cases).hasSize(36);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void timesAreTheToolsInBothLoops(JsonNode golden) {
    NumpyLegacyRandom random = new NumpyLegacyRandom(golden.path("seed").asLong());
    double rate = golden.path("rate").asDouble();
    int requests = golden.path("n").asInt();
    int warmUps = golden.path("warmup").asInt();
    List<Long> nanos = new ArrayList<>();
    if (golden.path("mode").asText().equals("closed")) {
      nanos.addAll(nanos(new EvalscopeRate(warmUps + requests, rate, random)));
    } else if (warmUps > 0) {
      nanos.addAll(nanos(new EvalscopeRate(warmUps, rate, random)));
      long over = nanos.get(nanos.size() - 1);
      nanos(new EvalscopeRate(requests, rate, random)).forEach(time -> nanos.add(over + time));
    } else {
      nanos.addAll(nanos(new EvalscopeRate(requests, rate, random)));
    }
    assertThat(nanos).hasSameSizeAs(golden.path("send"));
    for (int i = 0; i < nanos.size(); i++) {
      long wanted = Math.round(golden.path("send").path(i).asDouble() * 1e9);
      assertThat(nanos.get(i)).as("request %s", i).isCloseTo(wanted, within(1L));
    }
  }

  /** {@code numpy.random.seed(0)}, then sums of {@code exponential(0.1)}; numpy 2.3.5. */
  @Test
  void olderVersionsSendTheFirstAtOnceAndPauseBehindEach() {
    NumpyLegacyRandom random = new NumpyLegacyRandom(0);
    assertThat(nanos(new EvalscopePauses(5, 10, random)))
        .containsExactly(0L, 79_587_451L, 205_180_527L, 297_502_842L, 376_222_957L);
    assertThat(random.nextDouble()).isEqualTo(0.6458941130666561);
  }

  private static List<Long> nanos(Arrivals arrivals) {
    List<Long> nanos = new ArrayList<>();
    for (PrimitiveIterator.OfLong times = arrivals.nanos(); times.hasNext(); ) {
      nanos.add(times.nextLong());
    }
    return nanos;
  }
}
