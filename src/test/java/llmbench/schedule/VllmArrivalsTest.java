package llmbench.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;
import llmbench.options.RampUp;
import llmbench.options.RampUp.Strategy;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonNumbers;
import llmbench.random.NumpyLegacyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The send times of vLLM bench's own {@code get_request}: 0.11, and 0.32, which 0.33 equals. */
class VllmArrivalsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");

  /** In percent: last bits of logarithms and powers, and of the sums of two thousand of them. */
  private static final double LAST_BITS = 1e-10;

  /** What versions before 0.32 do otherwise. */
  private static final String OLDER = "v0_11";

  static List<JsonNode> goldens() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    for (String file : List.of("arrivals.json", "arrivals_more.json")) {
      new ObjectMapper().readTree(GOLDEN.resolve(file).toFile()).path("cases").forEach(cases::add);
    }
    return cases;
  }

  @Test
  void thereAreGoldensOfRatesAndRampUpsAndOfWhatDiffersByVersion() throws IOException {
    assertThat(goldens()).hasSize(6 + 49);
    assertThat(goldens()).filteredOn(VllmArrivalsTest::isRampUp).hasSize(2 + 12);
    assertThat(goldens()).filteredOn(golden -> golden.has(OLDER)).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void timesRatesAndTheNextDrawAreTheTools(JsonNode golden) {
    compare(golden, golden, ToolVersion.VLLM_0_33);
    compare(golden, golden, ToolVersion.VLLM_0_32);
    compare(golden, golden.has(OLDER) ? golden.path(OLDER) : golden, ToolVersion.VLLM_0_11);
  }

  private static void compare(JsonNode asked, JsonNode wanted, ToolVersion version) {
    NumpyLegacyRandom random = new NumpyLegacyRandom(asked.path("seed").asLong());
    if (wanted.has("error")) {
      assertThatThrownBy(() -> arrivals(asked, version, random))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--ramp-up-start-rps must be 1 or more, not 0");
      return;
    }
    Arrivals arrivals = arrivals(asked, version, random);
    List<Double> seconds = seconds(arrivals);
    assertThat(seconds).hasSize(asked.path("n").asInt());
    same(seconds, times(wanted, "send_time_s"));
    same(seconds, times(wanted, "first"));
    List<Double> last = times(wanted, "last");
    same(seconds.subList(seconds.size() - last.size(), seconds.size()), last);
    if (wanted.has("next_legacy_double_after")) {
      assertThat(random.nextDouble()).isEqualTo(wanted.path("next_legacy_double_after").asDouble());
    }
    if (isRampUp(asked)) {
      List<Double> rates = rates(asked);
      for (int i = 0; i < rates.size(); i++) {
        // Of many requests the golden has the rates of the first five and of the last five.
        int request = i < rates.size() / 2 ? i : seconds.size() - rates.size() + i;
        assertThat(rampUp(asked).rate(request, seconds.size()))
            .isCloseTo(rates.get(i), within(Math.ulp(rates.get(i))));
      }
    }
  }

  /** Where Java's logarithms and powers are Intel's, whose last bit is nearly always the tool's. */
  @ParameterizedTest
  @MethodSource("goldens")
  @EnabledOnOs(architectures = "amd64")
  void onIntelEveryTimeIsTheToolsToTheLastBit(JsonNode golden) throws Exception {
    if (golden.has("sha256_le_doubles")) {
      NumpyLegacyRandom random = new NumpyLegacyRandom(golden.path("seed").asLong());
      List<Double> seconds = seconds(arrivals(golden, ToolVersion.VLLM_0_33, random));
      ByteBuffer doubles =
          ByteBuffer.allocate(seconds.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      seconds.forEach(doubles::putDouble);
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(doubles.array());
      assertThat(HexFormat.of().formatHex(sha256))
          .isEqualTo(golden.path("sha256_le_doubles").asText());
    }
  }

  /** Both as doubles and in whole nanoseconds. */
  private static void same(List<Double> seconds, List<Double> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(seconds.get(i)).isCloseTo(wanted.get(i), withinPercentage(LAST_BITS));
      assertThat(nanos(seconds.get(i))).isCloseTo(nanos(wanted.get(i)), within(1L));
    }
  }

  private static long nanos(double seconds) {
    return new Nanos(DoubleStream.of(seconds).iterator()).nextLong();
  }

  private static Arrivals arrivals(JsonNode asked, ToolVersion version, NumpyLegacyRandom random) {
    int requests = asked.path("n").asInt();
    Burstiness burstiness = new Burstiness(version, number(asked, "burstiness"));
    return isRampUp(asked)
        ? new VllmRampUp(requests, rampUp(asked), burstiness, random)
        : new VllmRate(requests, number(asked, "request_rate"), burstiness, random);
  }

  private static boolean isRampUp(JsonNode asked) {
    return asked.path("ramp_up_strategy").isTextual();
  }

  private static RampUp rampUp(JsonNode asked) {
    return new RampUp(
        Strategy.valueOf(asked.path("ramp_up_strategy").asText().toUpperCase(Locale.ROOT)),
        asked.path("ramp_up_start_rps").asInt(),
        asked.path("ramp_up_end_rps").asInt());
  }

  private static double number(JsonNode asked, String field) {
    return Objects.requireNonNull(PythonNumbers.real(asked.path(field).asText()), field);
  }

  /** A list, none, or the sentence that all are 0; with or without the rate beside each. */
  private static List<Double> times(JsonNode wanted, String field) {
    JsonNode both = wanted.path("send_time_s_and_rate");
    JsonNode list = both.isArray() && field.equals("send_time_s") ? both : wanted.path(field);
    if (list.isTextual()) {
      assertThat(list.asText()).isEqualTo("all 0.0");
      return List.of(0.0);
    }
    List<Double> times = new ArrayList<>();
    list.forEach(time -> times.add(time.isArray() ? time.path(0).asDouble() : time.asDouble()));
    return times;
  }

  private static List<Double> rates(JsonNode asked) {
    List<Double> rates = new ArrayList<>();
    asked.path("rates").forEach(rate -> rates.add(rate.asDouble()));
    asked.path("send_time_s_and_rate").forEach(both -> rates.add(both.path(1).asDouble()));
    return rates;
  }

  private static List<Double> seconds(Arrivals arrivals) {
    List<Double> seconds = new ArrayList<>();
    for (PrimitiveIterator.OfDouble times = arrivals.seconds(); times.hasNext(); ) {
      seconds.add(times.nextDouble());
    }
    return seconds;
  }

  @Test
  void anInfiniteBurstinessBefore032SendsEverythingAtOnce() {
    Burstiness older = new Burstiness(ToolVersion.VLLM_0_11, Double.POSITIVE_INFINITY);
    assertThat(seconds(new VllmRate(5, 3, older, new NumpyLegacyRandom(1))))
        .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void whatTheToolRefusesIsRefusedInASentence() {
    refuses(
        () -> new Burstiness(ToolVersion.VLLM_0_33, 0),
        "--burstiness must be more than 0, not 0.0; 1 is a Poisson process.");
    refuses(
        () -> new Burstiness(ToolVersion.VLLM_0_33, Double.NaN),
        "--burstiness must be more than 0, not nan; 1 is a Poisson process.");
  }

  private static void refuses(Runnable made, String message) {
    assertThatThrownBy(made::run).isInstanceOf(ScheduleException.class).hasMessage(message);
  }
}
