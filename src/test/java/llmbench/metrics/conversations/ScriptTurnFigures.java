package llmbench.metrics.conversations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import llmbench.metrics.numbers.Distribution;

/**
 * What vLLM's script for conversations says of them: of all answered turns, or without some first
 * ones.
 *
 * <p>Source: {@code process_statistics} and {@code send_turn} of benchmark_serving_multi_turn.py.
 *
 * @param leftOut the share of turns that are left out
 * @param seconds from the first sending to the end of the turn that was sent last
 * @param rows by their names, in the script's order
 */
public record ScriptTurnFigures(double leftOut, double seconds, Map<String, Distribution> rows) {

  /** How many turns there are. */
  public int turns() {
    return rows.values().stream().mapToInt(Distribution::size).max().orElse(0);
  }

  /**
   * An answered turn.
   *
   * @param startMillis when it was sent
   * @param messages that it sent
   */
  public record Row(
      double ttftMillis,
      double tpotMillis,
      double latencyMillis,
      double startMillis,
      int messages,
      int inputTokens,
      int outputTokens,
      int outputChunks) {

    private static final double MILLIS = 1e3;

    /**
     * A turn as the script sees it, where its first chunk has one token. A latency ends with the
     * stream.
     */
    static Row of(SentTurn turn) {
      double start = turn.times().startSeconds();
      double latency = turn.times().endSeconds() - start;
      int tokens = turn.times().outputTokens();
      double decode = latency - turn.times().ttftSeconds();
      return new Row(
          turn.times().ttftSeconds() * MILLIS,
          tokens > 1 ? decode / (tokens - 1) * MILLIS : 0,
          latency * MILLIS,
          start * MILLIS,
          2 * turn.turn().turn() - 1,
          turn.times().inputTokens(),
          tokens,
          turn.times().gapsSeconds().size());
    }
  }

  private static final Map<String, ToDoubleFunction<Row>> COLUMNS = columns();

  private static Map<String, ToDoubleFunction<Row>> columns() {
    Map<String, ToDoubleFunction<Row>> columns = new LinkedHashMap<>();
    columns.put("ttft_ms", Row::ttftMillis);
    columns.put("tpot_ms", Row::tpotMillis);
    columns.put("latency_ms", Row::latencyMillis);
    columns.put("input_num_turns", Row::messages);
    columns.put("input_num_tokens", Row::inputTokens);
    columns.put("output_num_tokens", Row::outputTokens);
    columns.put("output_num_chunks", Row::outputChunks);
    return columns;
  }

  /** The answered turns of a run. */
  public static List<Row> rows(List<SentTurn> turns) {
    return turns.stream().filter(turn -> turn.times().success()).map(Row::of).toList();
  }

  /**
   * What they come to, once for each share that is left out; none where none is left.
   *
   * @param shares from 0 to below 1
   */
  public static List<ScriptTurnFigures> of(List<Row> rows, List<Double> shares) {
    List<Row> sorted = rows.stream().sorted(Comparator.comparingDouble(Row::startMillis)).toList();
    List<ScriptTurnFigures> all = new ArrayList<>();
    for (double share : shares) {
      List<Row> left = sorted.subList((int) (share * sorted.size()), sorted.size());
      if (left.isEmpty()) {
        break;
      }
      Row last = left.get(left.size() - 1);
      double millis = last.startMillis() + last.latencyMillis() - left.get(0).startMillis();
      Map<String, Distribution> described = new LinkedHashMap<>();
      COLUMNS.forEach((name, column) -> described.put(name, described(left.stream(), column)));
      all.add(new ScriptTurnFigures(share, millis / Row.MILLIS, described));
    }
    return all;
  }

  private static Distribution described(Stream<Row> rows, ToDoubleFunction<Row> column) {
    return Distribution.of(rows.mapToDouble(column).toArray());
  }
}
