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
 * @param schedule the times that its requests had, and how they were kept; null where they had
 *     none, and in older files
 */
public record Conditions(
    boolean sameMachine,
    @Nullable ClientLoad client,
    @Nullable PrefixCache prefixCache,
    @Nullable ServerMetrics serverMetrics,
    @Nullable Unasked unasked,
    @Nullable Connections connections,
    @Nullable LatePrompts latePrompts,
    @Nullable ScheduleKept schedule) {

  /** Those of a client that saw nothing else. */
  public static Conditions of(boolean sameMachine, @Nullable ClientLoad client) {
    return new Conditions(sameMachine, client, null, null, null, null, null, null);
  }

  /** The same with what the server said at the run's two ends. */
  public Conditions with(@Nullable PrefixCache cache, @Nullable ServerMetrics said) {
    return new Conditions(
        sameMachine, client, cache, said, unasked, connections, latePrompts, schedule);
  }

  /** The same with what nobody had asked for. */
  public Conditions with(@Nullable Unasked came) {
    return new Conditions(
        sameMachine, client, prefixCache, serverMetrics, came, connections, latePrompts, schedule);
  }

  /** The same with the connections that requests shared. */
  public Conditions with(@Nullable Connections shared) {
    return new Conditions(
        sameMachine, client, prefixCache, serverMetrics, unasked, shared, latePrompts, schedule);
  }

  /** The same with the prompts that weren't made in time; null where all were. */
  public Conditions with(@Nullable LatePrompts late) {
    return new Conditions(
        sameMachine, client, prefixCache, serverMetrics, unasked, connections, late, schedule);
  }

  /** The same with how the times of requests were kept. */
  public Conditions with(@Nullable ScheduleKept kept) {
    return new Conditions(
        sameMachine, client, prefixCache, serverMetrics, unasked, connections, latePrompts, kept);
  }
}
