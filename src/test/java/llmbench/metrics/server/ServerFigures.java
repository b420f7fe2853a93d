package llmbench.metrics.server;

import java.util.Optional;
import llmbench.metrics.request.Collector;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.ServerTime;

/**
 * All that the server says of itself, beside how many of our requests it can be of.
 *
 * @param account counted at {@code /metrics}; empty where there is nothing
 * @param answers said in its answers; empty where they said nothing
 * @param speculative counted at {@code /metrics}; empty where nothing was drafted
 * @param cache counted at {@code /metrics}; empty where nothing is
 * @param firstTokens requests of the run that got a first token, whether they succeeded or not
 * @param mostFirstTokens as many as they can have had at the server: one each, and one more each
 *     time that one was sent again; a client that has failed may not have seen it
 * @param warmUps requests beside these that the server counted if it answered them: those of the
 *     load that aren't measured
 * @param probes likewise, those that were sent beside the load
 */
public record ServerFigures(
    Optional<ServerAccount> account,
    Optional<AnswerTimes> answers,
    Optional<SpeculativeDecoding> speculative,
    Optional<CacheHits> cache,
    long firstTokens,
    long mostFirstTokens,
    long warmUps,
    long probes) {

  /** Whose first tokens a server has counted, as far as their number tells. */
  public enum Whose {
    /** As many as we had: this run's, and nobody else's. */
    OURS,
    /** More than we had, and no more than ours can have been. */
    PERHAPS_OURS,
    /** More than we had, and no more than ours, warm-up requests and probes can have been. */
    BESIDE_TOO,
    /** More than ours can have been: others' as well. */
    OTHERS_TOO,
    /** Fewer than we had: some were somebody else's to count. */
    NOT_ALL_OF_OURS
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return account.isEmpty() && answers.isEmpty() && speculative.isEmpty() && cache.isEmpty();
  }

  /** Whose requests the account is of; empty where the server counts no first tokens. */
  public Optional<Whose> whose() {
    return account.flatMap(all -> all.of(ServerTime.TTFT)).map(first -> whose(first.count()));
  }

  private Whose whose(long counted) {
    if (counted == firstTokens) {
      return Whose.OURS;
    }
    if (counted < firstTokens) {
      return Whose.NOT_ALL_OF_OURS;
    }
    long beside = warmUps + probes;
    if (counted > mostFirstTokens + beside) {
      return Whose.OTHERS_TOO;
    }
    return beside > 0 ? Whose.BESIDE_TOO : Whose.PERHAPS_OURS;
  }

  /**
   * Collects them from a walk that others share.
   *
   * @param said at {@code /metrics}; empty where there is nothing
   * @param cache its counters of the prefix cache there
   * @param warmUps how many requests of the load weren't measured
   * @param probes how many were sent beside it
   */
  public static Collector<ServerFigures> collector(
      Optional<ServerMetrics> said, Optional<PrefixCache> cache, long warmUps, long probes) {
    return new Sum(said, cache, warmUps, probes);
  }

  private static final class Sum implements Collector<ServerFigures> {

    private final Optional<ServerMetrics> said;
    private final long warmUps;
    private final long probes;
    private final AnswerTimes.Sum answers = new AnswerTimes.Sum();
    private final CacheHits.Sum hits;
    private long firstTokens;
    private long mostFirstTokens;

    Sum(Optional<ServerMetrics> said, Optional<PrefixCache> cache, long warmUps, long probes) {
      this.said = said;
      hits = new CacheHits.Sum(cache);
      this.warmUps = warmUps;
      this.probes = probes;
    }

    @Override
    public void take(RequestRecord request) {
      boolean whole = request.ok() && request.unstreamed();
      firstTokens += whole || request.messages().outputs() > 0 ? 1 : 0;
      mostFirstTokens += 1 + request.resends();
      if (request.ok()) {
        answers.add(request);
        hits.add(request.usage());
      }
    }

    @Override
    public ServerFigures figures() {
      AnswerTimes times = answers.times();
      return new ServerFigures(
          said.flatMap(ServerAccount::of),
          times.ttft().size() > 0 ? Optional.of(times) : Optional.empty(),
          said.flatMap(SpeculativeDecoding::of),
          hits.get(),
          firstTokens,
          mostFirstTokens,
          warmUps,
          probes);
    }
  }
}
