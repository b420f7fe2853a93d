package llmbench.verdict;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Conditions;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the server's prefix cache had of the prompts' own tokens: without the chat template and the
 * prefix that was asked for, which all prompts share by design. Of conversations first turns alone
 * count: what a later one has of the cache is what it is for.
 *
 * @param cached own tokens that were in the cache
 * @param of all own tokens
 * @param source who says so, for people
 */
record CachedTokens(double cached, double of, String source) {

  /** Less is hardly to be seen in TTFT. */
  private static final double WARM_SHARE = 0.1;

  private static final CachedTokens UNKNOWN = new CachedTokens(0, 0, "");

  /** Adds up what the answers' usage says. */
  static final class Sum {

    private final int prefix;
    private double of;
    private boolean converses;

    /** Cached tokens that were told, and how often: what all share is known only at the end. */
    private final Map<Integer, Integer> told = new HashMap<>();

    Sum(Asked asked) {
      prefix = asked.prefixTokens();
    }

    void add(RequestRecord request) {
      ConversationTurn turn = request.turn();
      converses |= turn != null;
      if (turn != null && turn.turn() > 1) {
        return;
      }
      Usage usage = request.usage();
      Integer cached = usage == null ? null : usage.cachedTokens();
      if (cached != null) {
        told.merge(cached, 1, Integer::sum);
        of += Math.max(0, request.promptTokens() - prefix);
      }
    }

    /** By the answers; by the server's own counters where they say nothing. */
    CachedTokens tokens(RecordedRun run, PromptCounts prompts) {
      double shared = prompts.templateOrLimit() + prefix;
      double cached = 0;
      for (Map.Entry<Integer, Integer> each : told.entrySet()) {
        cached += Math.max(0, each.getKey() - shared) * each.getValue();
      }
      if (of > 0) {
        return new CachedTokens(cached, of, "the answers' usage");
      }
      return converses ? UNKNOWN : ofCounters(run, shared);
    }
  }

  Optional<Doubt> doubt() {
    return of > 0 && cached >= WARM_SHARE * of
        ? Optional.of(
            new ServerDoubt.WarmPrefixCache(
                cached / of, Math.round(cached), Math.round(of), source))
        : Optional.empty();
  }

  /** The server's counters know no requests: what all share is taken off as often as was sent. */
  private static CachedTokens ofCounters(RecordedRun run, double shared) {
    RunFacts facts = run.facts();
    PrefixCache cache = cache(facts);
    if (facts == null || cache == null) {
      return UNKNOWN;
    }
    double sharedByAll = shared * (run.requests().size() + facts.loadWarmUps() + facts.probes());
    double hits = cache.after().hits() - cache.before().hits() - sharedByAll;
    double queries = cache.after().queries() - cache.before().queries() - sharedByAll;
    return new CachedTokens(Math.max(0, hits), Math.max(0, queries), "the server's /metrics");
  }

  private static @Nullable PrefixCache cache(@Nullable RunFacts facts) {
    Conditions conditions = facts == null ? null : facts.conditions();
    return conditions == null ? null : conditions.prefixCache();
  }
}
