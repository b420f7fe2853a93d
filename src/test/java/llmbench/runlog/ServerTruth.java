package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;

/**
 * The simulated server's own account of a run, as its {@code /truth} page gives it: each token was
 * stamped right before it was written.
 *
 * @param aborted requests whose client left before the end
 * @param failed requests in which the server itself failed, against its will
 * @param refused requests that were answered with an error
 * @param faulted requests that a fault of the server's schedule ended
 * @param latencies those that it knows of
 * @param turns of conversations; empty where there were none
 */
public record ServerTruth(
    long completed,
    long aborted,
    long failed,
    long refused,
    long faulted,
    long outputTokens,
    double durationSeconds,
    Map<LatencyMetric, Millis> latencies,
    Optional<TrueTurns> turns) {

  /** The name of the file that holds it in a run directory. */
  public static final String FILE = "truth.json";

  /** A spread, in milliseconds. */
  public record Millis(double mean, double median, double p99) {}

  /** Requests that did not get all of their answer, whosever fault that was: no client has it. */
  public long unanswered() {
    return aborted + failed + refused + faulted;
  }

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
    Numbers numbers = new Numbers(file);
    return new ServerTruth(
        numbers.count(page, "completed"),
        numbers.count(page, "aborted"),
        numbers.count(page, "failed"),
        numbers.count(page, "refused"),
        numbers.count(page, "faulted"),
        numbers.count(page, "output_tokens"),
        numbers.number(page, "duration_s"),
        latencies(page, numbers),
        TrueTurns.of(page, numbers));
  }

  /** The page's numbers; those that it hasn't are 0, those that are none are refused. */
  record Numbers(Path file) {

    /** As many as a double counts one by one. */
    private static final double MOST = 1L << 53;

    long count(JsonNode page, String key) {
      return (long) number(page, key);
    }

    double number(JsonNode page, String key) {
      JsonNode value = page.path(key);
      double number = value.isMissingNode() ? 0 : value.isNumber() ? value.doubleValue() : -1;
      if (number >= 0 && number <= MOST) {
        return number;
      }
      throw broken(key);
    }

    Millis millis(JsonNode spread) {
      return new Millis(number(spread, "mean"), number(spread, "median"), number(spread, "p99"));
    }

    /** A number of a turn, from 1, which is a key. */
    int turn(String key) {
      if (key.matches("[1-9]\\d{0,8}")) {
        return Integer.parseInt(key);
      }
      throw broken("turn " + key);
    }

    private RunLogException broken(String key) {
      return new RunLogException(file + " is broken: its " + key + " is no number of a run.");
    }
  }

  private static Map<LatencyMetric, Millis> latencies(JsonNode page, Numbers numbers) {
    Map<LatencyMetric, Millis> latencies = new EnumMap<>(LatencyMetric.class);
    for (LatencyMetric metric : LatencyMetric.values()) {
      JsonNode spread = page.path(metric.id() + "_ms");
      if (spread.isObject()) {
        latencies.put(metric, numbers.millis(spread));
      }
    }
    return latencies;
  }
}
