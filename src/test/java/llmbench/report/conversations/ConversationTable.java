package llmbench.report.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.metrics.numbers.Distribution;
import llmbench.runlog.TrueTurns;
import llmbench.timeline.Counted;

/**
 * What conversations came to: a sentence, and a row for each group of turns.
 *
 * @param sentence how many there were, and how they ended
 * @param columns the headings of the rows: some stand only where there is anything below them
 * @param rows as many cells each; first and later turns first
 * @param each a row for each that is told of a conversation, as many cells as {@link #EACH_COLUMNS}
 */
public record ConversationTable(
    String sentence, List<String> columns, List<List<String>> rows, List<List<String>> each) {

  /** What the tables are called, wherever they stand. */
  public static final String TITLE = "Conversations";

  /** The headings of {@link #each}. */
  public static final List<String> EACH_COLUMNS =
      List.of("A conversation", "mean", "median", "P99", "max");

  /** With more turn numbers than these, only some are shown where room is short. */
  private static final int FEW = 10;

  public ConversationTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    each = List.copyOf(each);
  }

  /**
   * The tables, with a row for every number of a turn.
   *
   * @param server its own account of the same turns; empty where there is none
   */
  public static ConversationTable of(Conversations conversations, Optional<TrueTurns> server) {
    return of(conversations, server, true);
  }

  /** The tables where room is short: of many numbers of turns only 1, 2, 5, 10, 20 and so on. */
  public static ConversationTable shortly(Conversations conversations, Optional<TrueTurns> server) {
    return of(conversations, server, conversations.byTurn().size() <= FEW);
  }

  private static ConversationTable of(
      Conversations conversations, Optional<TrueTurns> server, boolean all) {
    List<TurnRow> rows = new ArrayList<>();
    rows.add(new TurnRow("first turns", conversations.first(), server.map(TrueTurns::first)));
    rows.add(new TurnRow("later turns", conversations.later(), server.map(TrueTurns::later)));
    rows.removeIf(row -> row.turns().requests() + row.turns().failed() == 0);
    byTurn(conversations.byTurn(), server, all, rows);
    byHistory(conversations.byHistory(), rows);
    List<TurnColumn> columns = TurnColumn.of(rows);
    return new ConversationTable(
        sentence(conversations),
        columns.stream().map(TurnColumn::title).toList(),
        rows.stream()
            .map(row -> columns.stream().map(column -> column.cell(row)).toList())
            .toList(),
        each(conversations.each()));
  }

  /** Where there are more than two; the first ones stand above already, and of two the later. */
  private static void byTurn(
      SortedMap<Integer, TurnGroup> groups,
      Optional<TrueTurns> server,
      boolean all,
      List<TurnRow> rows) {
    if (groups.size() <= 2) {
      return;
    }
    groups.forEach(
        (number, group) -> {
          if (number > 1 && (all || isRound(number) || number.equals(groups.lastKey()))) {
            rows.add(
                new TurnRow(
                    "turn " + number,
                    group,
                    server.flatMap(turns -> Optional.ofNullable(turns.byTurn().get(number)))));
          }
        });
  }

  /** Where there are several classes. Of these the server has no account. */
  private static void byHistory(SortedMap<Integer, TurnGroup> groups, List<TurnRow> rows) {
    if (groups.size() < 2) {
      return;
    }
    groups.forEach(
        (least, group) -> {
          String words = String.format(Locale.ROOT, "prompt %,d–%,d", least, 2L * least - 1);
          rows.add(new TurnRow(words, group, Optional.empty()));
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
    return TurnColumn.number(value, decimals);
  }
}
