package llmbench.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.BatchMeans;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Jackknife;
import llmbench.metrics.numbers.PercentileLimits;
import llmbench.metrics.request.RequestTimes;

/**
 * How far a run's figures may be off, by itself: its successes, in the order in which they were
 * sent, are cut into as many parts as are nearly independent of each other ({@link BatchMeans}).
 * Means vary as those of the parts do, rates as they do without each part ({@link Jackknife}),
 * percentiles as far as their limits are apart ({@link PercentileLimits}).
 */
final class RunNoise {

  private static final double MILLIS = 1000;

  /** Standard errors to each side of an interval at 95 %. */
  private static final double NORMAL_REACH = 1.96;

  /** Gaps of so many requests show how gaps vary; of a million, sorting them all takes minutes. */
  private static final int MOST_WITH_GAPS = 1_000;

  private final List<Part> parts = new ArrayList<>();
  private final Map<Figure, double[]> values = new HashMap<>();
  private final Map<Figure, Double> errors = new HashMap<>();

  private RunNoise() {}

  /** What is in a part. */
  private static final class Part {
    private final Map<LatencyMetric, Doubles> seconds = new HashMap<>();
    private double requests;
    private double outputTokens;
    private double allTokens;
    private double duration;

    Doubles of(LatencyMetric metric) {
      return seconds.computeIfAbsent(metric, any -> new Doubles());
    }
  }

  /**
   * That of a run.
   *
   * @param run its name
   * @param requests every request by the definitions that its figures are made by
   * @param together how many were in flight at once
   */
  static Noise of(String run, List<RequestTimes> requests, int together) {
    List<Integer> sent = new ArrayList<>();
    double[] starts = new double[requests.size()];
    double end = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < starts.length; place++) {
      RequestTimes request = requests.get(place);
      starts[place] = request.startSeconds();
      end = Math.max(end, request.endSeconds());
      if (request.success()) {
        sent.add(place);
      }
    }
    sent.sort(Comparator.comparingDouble((Integer place) -> starts[place]));
    int count = BatchMeans.count(sent.size(), together);
    if (count == 0) {
      return Noise.UNKNOWN;
    }
    RunNoise noise = new RunNoise();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) sent.size() * i / count);
      int to = (int) ((long) sent.size() * (i + 1) / count);
      double until = i + 1 == count ? end : starts[sent.get(to)];
      noise.add(requests, sent.subList(from, to), until - starts[sent.get(from)], sent.size());
    }
    noise.collect();
    return new Noise.Parts(run, count, noise.values, noise.errors);
  }

  private void add(List<RequestTimes> all, List<Integer> places, double duration, int size) {
    Part part = new Part();
    int every = Math.max(1, size / MOST_WITH_GAPS);
    for (int i = 0; i < places.size(); i++) {
      RequestTimes request = all.get(places.get(i));
      part.requests++;
      part.outputTokens += request.outputTokens();
      part.allTokens += request.outputTokens() + request.inputTokens();
      for (LatencyMetric metric : LatencyMetric.values()) {
        metric.seconds(request).ifPresent(part.of(metric)::add);
        if (metric.isOfGaps() && i % every == 0) {
          request.gapsSeconds().stream().forEach(part.of(metric)::add);
        }
      }
    }
    part.duration = duration;
    parts.add(part);
  }

  private void collect() {
    rate(Figure.REQUEST_RATE, part -> part.requests);
    rate(Figure.OUTPUT_RATE, part -> part.outputTokens);
    rate(Figure.TOTAL_RATE, part -> part.allTokens);
    for (LatencyMetric metric : LatencyMetric.values()) {
      latency(metric);
    }
  }

  private void rate(Figure figure, ToDoubleFunction<Part> of) {
    double all = parts.stream().mapToDouble(of).sum();
    double duration = parts.stream().mapToDouble(part -> part.duration).sum();
    double[] without =
        parts.stream()
            .mapToDouble(part -> (all - of.applyAsDouble(part)) / (duration - part.duration))
            .toArray();
    values.put(figure, Jackknife.pseudoValues(all / duration, without));
  }

  private void latency(LatencyMetric metric) {
    List<Distribution> each = parts.stream().map(part -> spread(part.of(metric))).toList();
    if (each.stream().allMatch(part -> part.size() > 0)) {
      Distribution whole = Distribution.together(each);
      values.put(Figure.mean(metric), each.stream().mapToDouble(Distribution::mean).toArray());
      percentile(Figure.median(metric), 50, whole, each);
      percentile(Figure.p99(metric), 99, whole, each);
    }
  }

  private void percentile(
      Figure figure, double percent, Distribution whole, List<Distribution> each) {
    PercentileLimits.of(percent)
        .both(whole, each)
        // All of one value: whoever measured them did not look so closely.
        .filter(limits -> limits.halfWidth() > 0)
        .ifPresent(limits -> errors.put(figure, limits.halfWidth() / NORMAL_REACH));
  }

  private static Distribution spread(Doubles seconds) {
    return Distribution.of(seconds).times(MILLIS);
  }
}
