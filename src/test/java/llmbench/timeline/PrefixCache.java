package llmbench.timeline;

import java.util.Objects;

/**
 * The server's own counters of its prefix cache, before the first request of a run and after the
 * last.
 */
public record PrefixCache(Counters before, Counters after) {

  /** Read from a file, too, in which either may be missing. */
  public PrefixCache {
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }

  /**
   * Counters since the server's start.
   *
   * @param queries tokens that were looked for in the cache
   * @param hits tokens that were found there
   */
  public record Counters(double queries, double hits) {}
}
