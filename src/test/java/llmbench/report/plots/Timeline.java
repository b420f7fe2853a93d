package llmbench.report.plots;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;

/**
 * A run's requests as bars over time, coloured by how long tokens took.
 *
 * <p>Source: {@code construct_timeline_data} and {@code generate_timeline_plot} in
 * vllm/benchmarks/plot.py of 0.32.0.
 */
final class Timeline {

  private static final int HOUR_SECONDS = 3600;
  private static final int MINUTE_SECONDS = 60;
  private static final double MILLIS = 1000;

  private final List<RequestTimes> requests;
  private final double firstSeconds;
  private final double second;
  private final double first;

  /**
   * A timeline.
   *
   * @param thresholds two, in seconds: where a time between tokens gets another colour
   */
  Timeline(List<RequestTimes> requests, List<Double> thresholds) {
    this.requests = requests;
    this.first = thresholds.get(0);
    this.second = thresholds.get(1);
    double earliest = Double.POSITIVE_INFINITY;
    for (RequestTimes request : requests) {
      earliest = Math.min(earliest, request.startSeconds());
    }
    this.firstSeconds = earliest;
  }

  /** What the types of segments are called. */
  List<String> labels() {
    String low = millis(first);
    String high = millis(second);
    return List.of(
        "TTFT", "ITL < " + low + "ms", low + "ms ≤ ITL < " + high + "ms", "ITL ≥ " + high + "ms");
  }

  /** As {@code :.0f} writes it. */
  private static String millis(double seconds) {
    return new BigDecimal(seconds * MILLIS).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** The segments of a request, in order. */
  void segments(int place, Consumer<Segment> to) {
    RequestTimes request = requests.get(place);
    double start = start(place);
    double end = start + request.ttftSeconds();
    to.accept(new Segment(place, 0, start, end, request.ttftSeconds()));
    Series gaps = request.gapsSeconds();
    for (int i = 0; i < gaps.size(); i++) {
      double gap = gaps.get(i);
      to.accept(new Segment(place, type(gap), end, end + gap, gap));
      end += gap;
    }
  }

  /** When a request was sent, in seconds since the first one was. */
  double start(int place) {
    return requests.get(place).startSeconds() - firstSeconds;
  }

  private int type(double gap) {
    if (gap < first) {
      return 1;
    }
    return gap < second ? 2 : 3;
  }

  /** A time as the tool writes it: {@code HH:MM:SS.mmm}. */
  static String clock(double seconds) {
    int hours = (int) Math.floor(seconds / HOUR_SECONDS);
    int minutes = (int) (seconds % HOUR_SECONDS / MINUTE_SECONDS);
    return String.format(Locale.ROOT, "%02d:%02d:%s", hours, minutes, padded(seconds));
  }

  private static String padded(double seconds) {
    String text = threeDecimals(seconds % MINUTE_SECONDS);
    return text.length() < "00.000".length() ? "0" + text : text;
  }

  /** As {@code :.3f} writes it. */
  static String threeDecimals(double seconds) {
    return new BigDecimal(seconds).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
  }
}
