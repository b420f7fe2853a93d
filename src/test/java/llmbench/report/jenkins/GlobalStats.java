package llmbench.report.jenkins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import llmbench.metrics.numbers.Distribution;
import llmbench.runlog.LogRecord;
import llmbench.runlog.SimulationLog;

/**
 * js/global_stats.json: the only file of a run that the Jenkins Gatling plugin reads, and which
 * Gatling itself stopped writing with 3.13.5. Fields, their order and their texts are those of
 * Gatling 3.13.4's {@code GlobalStatsJsonTemplate}; what there is none of is 0, as there.
 *
 * <p>Times are response times of whole answers in milliseconds, from Gatling's log. Numbers are
 * whole, since the plugin's fields are: rounded, where the plugin would cut Gatling's. Percentiles
 * are exact, where Gatling's are a digest's estimates.
 */
public final class GlobalStats {

  /** The bounds of Gatling's response time ranges, as its defaults have them. */
  private static final int LOWER_MILLIS = 800;

  private static final int HIGHER_MILLIS = 1200;
  private static final double[] PERCENTILES = {50, 75, 95, 99};
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private GlobalStats() {}

  /**
   * The file's text.
   *
   * @param responses those that count
   * @param log the time that the log is about, which may begin before the first of them
   */
  public static String of(List<LogRecord.Response> responses, SimulationLog.Span log) {
    double[] ok = times(responses, LogRecord.Response::ok);
    double[] ko = times(responses, response -> !response.ok());
    Trio trio =
        new Trio(
            Distribution.of(times(responses, response -> true)),
            Distribution.of(ok),
            Distribution.of(ko));
    double seconds = seconds(log.and(span(responses)));
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("name", "All Requests");
    stats.put("numberOfRequests", trio.of(Distribution::size));
    stats.put("minResponseTime", trio.of(Distribution::min));
    stats.put("maxResponseTime", trio.of(Distribution::max));
    stats.put("meanResponseTime", trio.of(Distribution::mean));
    stats.put("standardDeviation", trio.of(Distribution::standardDeviation));
    for (int i = 0; i < PERCENTILES.length; i++) {
      double percent = PERCENTILES[i];
      stats.put("percentiles" + (i + 1), trio.of(times -> times.percentile(percent)));
    }
    ranges(ok, ko.length).forEach(stats::put);
    stats.put("meanNumberOfRequestsPerSecond", trio.of(times -> times.size() / seconds));
    try {
      return JSON.writeValueAsString(stats) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One figure of all, of the successful, and of the failed. */
  private record Trio(Distribution total, Distribution ok, Distribution ko) {

    Map<String, Long> of(ToDoubleFunction<Distribution> figure) {
      Map<String, Long> trio = new LinkedHashMap<>();
      trio.put("total", Math.round(figure.applyAsDouble(total)));
      trio.put("ok", Math.round(figure.applyAsDouble(ok)));
      trio.put("ko", Math.round(figure.applyAsDouble(ko)));
      return trio;
    }
  }

  /** Gatling's four ranges: quick, middling, slow, failed. */
  private static Map<String, Object> ranges(double[] ok, int failed) {
    int quick = 0;
    int slow = 0;
    for (double millis : ok) {
      quick += millis < LOWER_MILLIS ? 1 : 0;
      slow += millis >= HIGHER_MILLIS ? 1 : 0;
    }
    int all = ok.length + failed;
    String lower = LOWER_MILLIS + " ms";
    String higher = HIGHER_MILLIS + " ms";
    Map<String, Object> groups = new LinkedHashMap<>();
    int middling = ok.length - quick - slow;
    String between = lower + " <= t < " + higher;
    String twoLines = "t >= " + lower + " <br> t < " + higher;
    groups.put("group1", range("t < " + lower, "t < " + lower, quick, all));
    groups.put("group2", range(between, twoLines, middling, all));
    groups.put("group3", range("t >= " + higher, "t >= " + higher, slow, all));
    groups.put("group4", range("failed", "failed", failed, all));
    return groups;
  }

  private static Map<String, Object> range(String name, String htmlName, int count, int all) {
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("name", name);
    range.put("htmlName", htmlName);
    range.put("count", count);
    range.put("percentage", all == 0 ? 0 : Math.round(100.0 * count / all));
    return range;
  }

  /** A million responses are looked at one by one, and none of them held. */
  private static double[] times(
      List<LogRecord.Response> responses, Predicate<LogRecord.Response> which) {
    return responses.stream()
        .filter(which)
        .mapToDouble(response -> response.endMillis() - response.startMillis())
        .toArray();
  }

  private static SimulationLog.Span span(List<LogRecord.Response> responses) {
    SimulationLog.Span span = SimulationLog.Span.NONE;
    for (LogRecord.Response response : responses) {
      span = span.and(new SimulationLog.Span(response.startMillis(), response.endMillis()));
    }
    return span;
  }

  /** Gatling's {@code durationInSec}: begun seconds, those of a client that warms up among them. */
  private static double seconds(SimulationLog.Span span) {
    return Math.max(1, Math.ceil(span.millis() / 1000.0));
  }
}
