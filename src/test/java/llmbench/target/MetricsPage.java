package llmbench.target;

import java.time.Duration;
import java.util.Map;
import llmbench.timeline.PrefixCache;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the server's prefix cache, from its {@code /metrics} page. Asked for before and
 * after the measurement, never during it; a server that has no such page is not asked again.
 */
public final class MetricsPage {

  private static final String PATH = "/metrics";

  /** Short, since a run waits for it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final String QUERIES = "prefix_cache_queries";
  private static final String HITS = "prefix_cache_hits";

  /** vLLM's names, and those of its older versions, which a version between has as well. */
  private static final String[] PREFIXES = {"vllm:", "vllm:gpu_"};

  private final Endpoint endpoint;
  private final Map<String, String> headers;
  private PrefixCache.@Nullable Counters before;
  private volatile boolean offered = true;

  private MetricsPage(Endpoint endpoint, Map<String, String> headers) {
    this.endpoint = endpoint;
    this.headers = headers;
  }

  /**
   * Asks the server whether it has such counters.
   *
   * @param headers of the user's, as the requests have them
   */
  public static MetricsPage ask(Endpoint endpoint, Map<String, String> headers) {
    MetricsPage page = new MetricsPage(endpoint, headers);
    page.offered = page.read() != null;
    return page;
  }

  /** The measurement is about to begin. */
  public void begin() {
    before = read();
  }

  /** The measurement is over: what the counters showed before and after; null if they didn't. */
  public @Nullable PrefixCache end() {
    PrefixCache.Counters first = before;
    PrefixCache.Counters last = first == null ? null : read();
    return first == null || last == null ? null : new PrefixCache(first, last);
  }

  private PrefixCache.@Nullable Counters read() {
    if (!offered) {
      return null;
    }
    try {
      Endpoint.Answer answer = endpoint.get(PATH, headers, TIMEOUT);
      return answer.ok() ? counters(answer.body()) : null;
    } catch (Endpoint.UnreachableException e) {
      return null;
    }
  }

  /** The counters in a page of Prometheus' text format, over all engines; null without them. */
  static PrefixCache.@Nullable Counters counters(String page) {
    for (String prefix : PREFIXES) {
      double queries = sum(page, prefix + QUERIES);
      double hits = sum(page, prefix + HITS);
      if (!Double.isNaN(queries) && !Double.isNaN(hits)) {
        return new PrefixCache.Counters(queries, hits);
      }
    }
    return null;
  }

  /** NaN when no line has the name. Whether a counter's name has its ending is up to the writer. */
  private static double sum(String page, String name) {
    double sum = Double.NaN;
    for (String line : page.lines().toList()) {
      int nameEnd = indexOfAny(line, '{', ' ');
      int valueStart = line.lastIndexOf('}') + 1;
      if (nameEnd < 0
          || !(line.startsWith(name)
              && line.substring(name.length(), nameEnd).matches("(_total)?"))) {
        continue;
      }
      String[] words = line.substring(Math.max(nameEnd, valueStart)).strip().split(" ", 2);
      try {
        double value = Double.parseDouble(words[0]);
        sum = Double.isNaN(sum) ? value : sum + value;
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
    return sum;
  }

  private static int indexOfAny(String line, char one, char other) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == one || line.charAt(i) == other) {
        return i;
      }
    }
    return -1;
  }
}
