package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * What a run was measured under, as far as the client could see it. It is known when the run ends,
 * so one that was killed has none.
 *
 * @param sameMachine whether the server's address is one of the client's own machine
 * @param client how busy the client was; null when nothing was measured
 * @param prefixCache the server's counters; null when it offers none
 * @param serverMetrics what the server said of itself; null when it offers nothing of use
 * @param unasked what came that no request had asked for; null when nothing did
 * @param connections those that its requests shared; null where they shared none
 * @param latePrompts those that weren't made in time; null where all were
 */
public record Conditions(
    boolean sameMachine,
    @Nullable ClientLoad client,
    @Nullable PrefixCache prefixCache,
    @Nullable ServerMetrics serverMetrics,
    @Nullable Unasked unasked,
    @Nullable Connections connections,
    @Nullable LatePrompts latePrompts) {

  /** Those of a run whose users had a connection each, as in a closed model. */
  public Conditions(
      boolean sameMachine,
      @Nullable ClientLoad client,
      @Nullable PrefixCache prefixCache,
      @Nullable ServerMetrics serverMetrics,
      @Nullable Unasked unasked) {
    this(sameMachine, client, prefixCache, serverMetrics, unasked, null, null);
  }
}
