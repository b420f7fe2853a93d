package llmbench.reporting.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.comparison.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was asked of the server, by a run's own options. */
class RunViewsTest {

  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");
  private static final String LIMIT = "\"max-concurrency\" : \"8\",";
  private static final String GAPS = "\"burstiness\" : \"1.0\",";
  private static final String RATE = "\"request-rate\" : \"12.5\"";
  private static final String NO_RATE = "\"request-rate\" : \"inf\"";

  @TempDir private Path scratch;

  /** Eight were in flight at the peak, whatever was asked for. */
  @Test
  void theLoadIsWhatWasAskedForAndThePeakOnlyWhereNobodySaysThat() throws IOException {
    assertThat(load(LIMIT, LIMIT)).isEqualTo(asked(8, Double.POSITIVE_INFINITY));
    assertThat(load(LIMIT, LIMIT.replace('8', '9'))).isEqualTo(asked(9, Double.POSITIVE_INFINITY));
    assertThat(load(LIMIT, "\"parallel\" : \"7\",")).isEqualTo(asked(7, Double.POSITIVE_INFINITY));
    assertThat(load(LIMIT, "")).isEqualTo(Load.seen(8));
    assertThat(load(NO_RATE, RATE)).isEqualTo(rate(1));
    assertThat(load(GAPS, GAPS.replace("1.0", "0.5"), NO_RATE, RATE)).isEqualTo(rate(0.5));
    assertThat(load(GAPS, GAPS + "\"arrivals\" : \"even\",", NO_RATE, RATE))
        .isEqualTo(rate(Double.POSITIVE_INFINITY));
  }

  @Test
  void aRateThatRisesIsNoOneRate() throws IOException {
    String rising =
        "\"ramp-up-strategy\" : \"linear\", \"ramp-up-start-rps\" : \"1\","
            + " \"ramp-up-end-rps\" : \"9\",";
    assertThat(load(LIMIT, rising)).isEqualTo(Load.UNKNOWN);
  }

  private static Load rate(double burstiness) {
    return asked(8, 12.5).inBursts(OptionalDouble.of(burstiness));
  }

  private static Load asked(int atOnce, double perSecond) {
    return Load.asked(OptionalInt.of(atOnce), OptionalDouble.of(perSecond));
  }

  /** That of the run with options that are others: each is followed by what it is instead. */
  private Load load(String... options) throws IOException {
    String facts = Files.readString(RUN.resolve("run.json"));
    for (int i = 0; i < options.length; i += 2) {
      assertThat(facts).contains(options[i]);
      facts = facts.replace(options[i], options[i + 1]);
    }
    Files.writeString(scratch.resolve("run.json"), facts);
    Files.writeString(
        scratch.resolve("requests.jsonl"), Files.readString(RUN.resolve("requests.jsonl")));
    return RunViews.read(scratch).load();
  }
}
