package llmbench.report.prometheus;

import llmbench.latency.LatencyMetric;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.metrics.numbers.Distribution;

/** The families of a run whose requests are turns of conversations: first turns and later ones. */
final class ConversationFamilies {

  private static final double MILLIS = 1000;
  private static final double PERCENT = 100;

  private final Conversations conversations;
  private final Exposition out;

  ConversationFamilies(Conversations conversations, Exposition out) {
    this.conversations = conversations;
    this.out = out;
  }

  /** Writes them. */
  void write() {
    out.gauge("llmbench_conversations", "Conversations, by how they ended.")
        .sample(conversations.ended(), "outcome", "ended")
        .sample(conversations.abandoned(), "outcome", "abandoned")
        .sample(conversations.interrupted(), "outcome", "interrupted");
    out.gauge("llmbench_conversations_per_second", "Conversations a second that ended.")
        .sample(conversations.perSecond());
    Distribution seconds = conversations.each().seconds();
    if (seconds.size() > 0) {
      out.summary(
          "llmbench_conversation_seconds",
          "From a conversation's first turn's sending to its last one's end.");
      spread(seconds);
    }
    TurnGroup first = conversations.first();
    TurnGroup later = conversations.later();
    out.gauge("llmbench_turn_requests", "Turns of conversations, by how they ended.");
    counts(first, "first");
    counts(later, "later");
    if (first.good().isPresent()) {
      out.gauge("llmbench_turn_good_ratio", "Of turns, those that keep the limits of goodput.");
      good(first, "first");
      good(later, "later");
    }
    if (first.cachedPercent().isPresent() || later.cachedPercent().isPresent()) {
      out.gauge("llmbench_turn_cached_ratio", "Of prompts, what the server's prefix cache had.");
      cached(first, "first");
      cached(later, "later");
    }
    for (LatencyMetric metric : Conversations.METRICS) {
      if (first.of(metric).size() + later.of(metric).size() > 0) {
        out.summary("llmbench_turn_" + metric.id() + "_seconds", metric.definition());
        spread(first.of(metric).times(1 / MILLIS), "turns", "first");
        spread(later.of(metric).times(1 / MILLIS), "turns", "later");
      }
    }
  }

  private void counts(TurnGroup group, String turns) {
    out.sample(group.requests(), "turns", turns, "outcome", "ok");
    out.sample(group.failed(), "turns", turns, "outcome", "failed");
  }

  private void good(TurnGroup group, String turns) {
    group.goodPercent().ifPresent(percent -> out.sample(percent / PERCENT, "turns", turns));
  }

  private void cached(TurnGroup group, String turns) {
    group.cachedPercent().ifPresent(percent -> out.sample(percent / PERCENT, "turns", turns));
  }

  private void spread(Distribution seconds) {
    spread(seconds, "turns", "");
  }

  private void spread(Distribution seconds, String name, String value) {
    if (seconds.size() > 0) {
      out.sample(seconds.median(), name, value, "quantile", "0.5");
      out.sample(seconds.percentile(99), name, value, "quantile", "0.99");
      out.sample("_sum", seconds.mean() * seconds.size(), name, value);
      out.sample("_count", seconds.size(), name, value);
    }
  }
}
