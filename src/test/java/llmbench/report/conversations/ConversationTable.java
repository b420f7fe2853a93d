package llmbench.report.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.IntFunction;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.metrics.numbers.Distribution;
import llmbench.timeline.Counted;

/**
 * What conversations came to: a sentence, and a row for each group of turns.
 *
 * @param sentence how many there were, and how they ended
 * @param rows cells, as many as {@link #COLUMNS}; first and later turns first
 * @param each a row for each that is told of a conversation, as many cells as {@link #EACH_COLUMNS}
 */
public record ConversationTable(String sentence, List<List<String>> rows, List<List<String>> each) {

  /** What the tables are called, wherever they stand. */
  public static final String TITLE = "Conversations";

  /** The headings of {@link #rows}. */
  public static final List<String> COLUMNS =
      List.of(
          "Turns (median, ms)", "turns", "prompt", "cached", "TTFT", "TTFT P99", "TPOT", "E2EL");

  /** The headings of {@link #each}. */
  public static final List<String> EACH_COLUMNS =
      List.of("A conversation", "mean", "median", "P99", "max");

  private static final String NONE = "–";

  /** With more turn numbers than these, only some are shown where room is short. */
  private static final int FEW = 10;

  public ConversationTable {
    rows = List.copyOf(rows);
    each = List.copyOf(each);
  }

  /** The tables, with a row for every number of a turn. */
  public static ConversationTable of(Conversations conversations) {
    return of(conversations, true);
  }

  /** The tables where room is short: of many numbers of turns only 1, 2, 5, 10, 20 and so on. */
  public static ConversationTable shortly(Conversations conversations) {
    return of(conversations, conversations.byTurn().size() <= FEW);
  }

  private static ConversationTable of(Conversations conversations, boolean all) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(cells("first turns", conversations.first()));
    rows.add(cells("later turns", conversations.later()));
    rows.removeIf(row -> row.get(1).equals("0"));
    // Of two turns the first and the later ones say it all.
    if (conversations.byTurn().size() > 2) {
      add(rows, conversations.byTurn(), all, number -> "turn " + number);
      rows.removeIf(row -> row.get(0).equals("turn 1"));
    }
    add(
        rows,
        conversations.byHistory(),
        true,
        least -> String.format(Locale.ROOT, "prompt %,d–%,d", least, 2L * least - 1));
    return new ConversationTable(sentence(conversations), rows, each(conversations.each()));
  }

  /** Where there are several groups. */
  private static void add(
      List<List<String>> rows,
      SortedMap<Integer, TurnGroup> groups,
      boolean all,
      IntFunction<String> words) {
    if (groups.size() < 2) {
      return;
    }
    groups.forEach(
        (key, group) -> {
          if (all || isRound(key) || key.equals(groups.lastKey())) {
            rows.add(cells(words.apply(key), group));
          }
        });
  }

  /** Whether it is 1, 2 or 5, or that with zeros. */
  private static boolean isRound(int number) {
    int digits = number;
    while (digits % 10 == 0) {
      digits /= 10;
    }
    return digits == 1 || digits == 2 || digits == 5;
  }

  private static String sentence(Conversations conversations) {
    StringBuilder sentence = new StringBuilder(Counted.of(conversations.ended(), "conversation"));
    sentence.append(String.format(Locale.ROOT, " ended, %.2f/s", conversations.perSecond()));
    if (conversations.abandoned() > 0) {
      sentence.append(String.format(Locale.ROOT, "; %,d abandoned", conversations.abandoned()));
    }
    if (conversations.interrupted() > 0) {
      sentence.append(String.format(Locale.ROOT, "; %,d interrupted", conversations.interrupted()));
    }
    return sentence.toString();
  }

  private static List<String> cells(String words, TurnGroup group) {
    Distribution ttft = group.of(LatencyMetric.TTFT);
    return List.of(
        words,
        String.format(Locale.ROOT, "%,d", group.requests()),
        median(group.promptTokens(), 0),
        group.cachedPercent().isPresent()
            ? String.format(Locale.ROOT, "%.0f %%", group.cachedPercent().getAsDouble())
            : NONE,
        median(ttft, 2),
        ttft.size() == 0 ? NONE : number(ttft.percentile(99), 2),
        median(group.of(LatencyMetric.TPOT), 2),
        median(group.of(LatencyMetric.E2EL), 2));
  }

  private static String median(Distribution spread, int decimals) {
    return spread.size() == 0 ? NONE : number(spread.median(), decimals);
  }

  private static List<List<String>> each(Conversations.Each each) {
    List<List<String>> rows = new ArrayList<>();
    add(rows, "Turns", each.turns(), 0);
    add(rows, "Prompt tokens", each.promptTokens(), 0);
    add(rows, "Output tokens", each.outputTokens(), 0);
    add(rows, "Duration (s)", each.seconds(), 2);
    if (each.thinkSeconds().max() > 0) {
      add(rows, "of that thinking (s)", each.thinkSeconds(), 2);
    }
    return rows;
  }

  private static void add(
      List<List<String>> rows, String words, Distribution spread, int decimals) {
    if (spread.size() > 0) {
      rows.add(
          List.of(
              words,
              number(spread.mean(), Math.max(1, decimals)),
              number(spread.median(), decimals),
              number(spread.percentile(99), decimals),
              number(spread.max(), decimals)));
    }
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
