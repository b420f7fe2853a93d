package llmbench.metrics.server;

import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the server's prefix cache had of the prompts: by its own counters, which count whoever asked
 * between the first request and the last, and beside them by the answers' usage. In tokens.
 *
 * @param queries that were looked for in the cache
 * @param hits that were found there
 * @param prompts of the prompts of all answers that say what was cached; 0 where none does
 * @param cached of these those that were
 */
public record CacheHits(long queries, long hits, long prompts, long cached) {

  private static final double PERCENT = 100;

  /** What was found of what was looked for. */
  public double hitPercent() {
    return PERCENT * hits / queries;
  }

  /** The same by the answers' usage; empty where they don't say it. */
  public OptionalDouble cachedPercent() {
    return prompts > 0 ? OptionalDouble.of(PERCENT * cached / prompts) : OptionalDouble.empty();
  }

  /** Collects it, request by request. One run, one thread. */
  static final class Sum {

    private final Optional<PrefixCache> counted;
    private long prompts;
    private long cached;

    Sum(Optional<PrefixCache> counted) {
      this.counted = counted;
    }

    /** Takes what an answer says. */
    void add(@Nullable Usage usage) {
      Integer prompt = usage == null ? null : usage.promptTokens();
      Integer had = usage == null ? null : usage.cachedTokens();
      if (prompt != null && had != null) {
        prompts += prompt;
        cached += had;
      }
    }

    /** Empty where the server counts nothing, or nothing was looked for. */
    Optional<CacheHits> get() {
      return counted
          .map(
              cache ->
                  new CacheHits(
                      Math.round(cache.after().queries() - cache.before().queries()),
                      Math.round(cache.after().hits() - cache.before().hits()),
                      prompts,
                      cached))
          .filter(hits -> hits.queries() > 0 && hits.hits() >= 0);
    }
  }
}
