package llmbench.metrics.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import llmbench.timeline.ServerMetrics;

/**
 * What came of drafted tokens while a run was measured, from the server's counters before and after
 * it. Source: {@code fetch_spec_decode_metrics()} and {@code benchmark()} of {@code serve.py} of
 * vLLM 0.32.
 *
 * @param acceptancePercent accepted of the drafted tokens
 * @param acceptanceLength tokens that a draft yields on average: the accepted ones and the one that
 *     is always generated; 0 without a draft
 * @param byPosition of the drafts, how many had their token at a position accepted, from 0 to 1, in
 *     the order of the positions
 */
public record SpeculativeDecoding(
    double acceptancePercent,
    double acceptanceLength,
    long drafts,
    long draftTokens,
    long acceptedTokens,
    List<Double> byPosition) {

  private static final String NAME = "vllm:spec_decode";
  private static final String BY_POSITION = "num_accepted_tokens_per_pos";
  private static final String POSITION = "{position=\"";

  public SpeculativeDecoding {
    byPosition = List.copyOf(byPosition);
  }

  /** Empty where the server has no such counters, or drafted nothing meanwhile. */
  public static Optional<SpeculativeDecoding> of(ServerMetrics said) {
    Counters before = new Counters(NAME, said.before());
    Counters after = new Counters(NAME, said.after());
    long draftTokens = after.sum("num_draft_tokens") - before.sum("num_draft_tokens");
    if (!before.areThere() || !after.areThere() || draftTokens <= 0) {
      return Optional.empty();
    }
    long drafts = after.sum("num_drafts") - before.sum("num_drafts");
    long accepted = accepted(after) - accepted(before);
    return Optional.of(
        new SpeculativeDecoding(
            100.0 * accepted / draftTokens,
            drafts > 0 ? 1 + (double) accepted / drafts : 0,
            drafts,
            draftTokens,
            accepted,
            drafts > 0 ? byPosition(positions(before), positions(after), drafts) : List.of()));
  }

  private static long accepted(Counters counters) {
    return counters.sum("num_accepted_tokens") - counters.sum(BY_POSITION);
  }

  /** A position that is first seen after the run counts from 0; one that is gone has had none. */
  private static List<Double> byPosition(
      SortedMap<Integer, Long> before, SortedMap<Integer, Long> after, long drafts) {
    SortedMap<Integer, Long> all = new TreeMap<>(before);
    all.putAll(after);
    return all.entrySet().stream()
        .map(each -> (double) (each.getValue() - before.getOrDefault(each.getKey(), 0L)) / drafts)
        .toList();
  }

  private static SortedMap<Integer, Long> positions(Counters counters) {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    for (Map.Entry<String, Long> each : counters.named(BY_POSITION).entrySet()) {
      int label = each.getKey().indexOf(POSITION);
      if (label >= 0) {
        String position = each.getKey().substring(label + POSITION.length()).replace("\"}", "");
        if (position.matches("\\d{1,9}")) {
          positions.merge(Integer.valueOf(position), each.getValue(), Long::sum);
        }
      }
    }
    return positions;
  }
}
