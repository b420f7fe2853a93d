package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * The simulated server's own account of a run, as its {@code /truth} page gives it: each token was
 * stamped right before it was written.
 *
 * @param aborted requests whose client left before the end
 * @param refused requests that were answered with an error
 * @param maxInFlight the most requests that it had at once
 */
public record ServerTruth(
    long completed,
    long aborted,
    long refused,
    int maxInFlight,
    long outputTokens,
    double durationSeconds,
    Millis ttft,
    Millis tpot,
    Millis itl,
    Millis e2el) {

  /** The name of the file that holds it in a run directory. */
  public static final String FILE = "truth.json";

  /** A spread, in milliseconds. */
  public record Millis(double mean, double median, double p99) {}

  /**
   * Reads the page from a file.
   *
   * @throws RunLogException when it is none
   */
  public static ServerTruth read(Path file) {
    JsonNode page = ToolJson.last(file).document();
    if (!page.path("max_in_flight").isInt() || !page.path("ttft_ms").isObject()) {
      throw new RunLogException(file + " is not what the simulated server says at /truth.");
    }
    return new ServerTruth(
        page.path("completed").asLong(),
        page.path("aborted").asLong(),
        page.path("refused").asLong(),
        page.path("max_in_flight").asInt(),
        page.path("output_tokens").asLong(),
        page.path("duration_s").asDouble(),
        millis(page.path("ttft_ms")),
        millis(page.path("tpot_ms")),
        millis(page.path("itl_ms")),
        millis(page.path("e2el_ms")));
  }

  private static Millis millis(JsonNode spread) {
    return new Millis(
        spread.path("mean").asDouble(),
        spread.path("median").asDouble(),
        spread.path("p99").asDouble());
  }
}
