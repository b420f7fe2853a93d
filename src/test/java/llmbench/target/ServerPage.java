package llmbench.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What of a {@code /metrics} page is of use: the counters of speculative and of diffusion decoding,
 * those of the prefix cache, and the histograms of {@link ServerTime}. Engines add up.
 */
public record ServerPage(ServerMetrics.Page kept, PrefixCache.@Nullable Counters prefixCache) {

  /** As {@code fetch_spec_decode_metrics()} and its like in {@code serve.py} of vLLM 0.32 do. */
  private static final List<String> COUNTERS = List.of("vllm:spec_decode", "vllm:diffusion");

  private static final String TOTAL = "_total";
  private static final String POSITION = "position";

  private static final String QUERIES = "prefix_cache_queries";
  private static final String HITS = "prefix_cache_hits";

  /** vLLM's names, and those of its older versions, which a version between has as well. */
  private static final List<String> CACHES = List.of("vllm:", "vllm:gpu_");

  /** What a page says; of another server nothing. */
  public static ServerPage of(String page) {
    List<MetricsReader.Sample> samples =
        MetricsReader.samples(page).stream().filter(s -> !Double.isNaN(s.value())).toList();
    return new ServerPage(
        new ServerMetrics.Page(counters(samples), histograms(samples)), prefixCache(samples));
  }

  boolean isEmpty() {
    return kept.isEmpty() && prefixCache == null;
  }

  private static Map<String, Double> counters(List<MetricsReader.Sample> samples) {
    Map<String, Double> counters = new LinkedHashMap<>();
    for (MetricsReader.Sample sample : samples) {
      String name = sample.name();
      if (name.endsWith(TOTAL) && COUNTERS.stream().anyMatch(name::startsWith)) {
        String position = sample.labels().get(POSITION);
        String key = position == null ? name : name + "{" + POSITION + "=\"" + position + "\"}";
        counters.merge(key, sample.value(), Double::sum);
      }
    }
    return counters;
  }

  private static Map<String, ServerMetrics.Histogram> histograms(
      List<MetricsReader.Sample> samples) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Map<String, Double>> buckets = new LinkedHashMap<>();
    for (MetricsReader.Sample sample : samples) {
      String bound = sample.labels().get("le");
      if (bound == null) {
        values.merge(sample.name(), sample.value(), Double::sum);
      } else {
        buckets
            .computeIfAbsent(sample.name(), name -> new LinkedHashMap<>())
            .merge(bound, sample.value(), Double::sum);
      }
    }
    Map<String, ServerMetrics.Histogram> histograms = new LinkedHashMap<>();
    for (String name : ServerTime.allSeries()) {
      Double sum = values.get(name + "_sum");
      Double count = values.get(name + "_count");
      if (sum != null && count != null) {
        Map<String, Double> upTo = buckets.getOrDefault(name + "_bucket", Map.of());
        histograms.put(name, new ServerMetrics.Histogram(sum, count, upTo));
      }
    }
    return histograms;
  }

  private static PrefixCache.@Nullable Counters prefixCache(List<MetricsReader.Sample> samples) {
    // Whether a counter's name has its ending is up to the writer.
    Map<String, Double> sums =
        samples.stream()
            .filter(sample -> sample.name().contains("prefix_cache"))
            .collect(
                Collectors.groupingBy(
                    sample -> sample.name().replaceFirst(TOTAL + "$", ""),
                    Collectors.summingDouble(MetricsReader.Sample::value)));
    for (String prefix : CACHES) {
      Double queries = sums.get(prefix + QUERIES);
      Double hits = sums.get(prefix + HITS);
      if (queries != null && hits != null) {
        return new PrefixCache.Counters(queries, hits);
      }
    }
    return null;
  }
}
