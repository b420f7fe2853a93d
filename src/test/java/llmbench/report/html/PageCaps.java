package llmbench.report.html;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.charts.RunCharts;

/**
 * How much of a run is on its page. The more runs share one, the less of each; and less again where
 * their texts are long.
 *
 * @param rows of the waterfall
 * @param turns of the timeline of conversations
 * @param points of the scatter
 * @param classes of a distribution
 * @param failures kinds
 * @param bodyChars of what a server answered
 * @param textChars of any other text
 * @param allTables whether the tables of other definitions are there as well
 */
record PageCaps(
    int rows,
    int turns,
    int points,
    int classes,
    int failures,
    int bodyChars,
    int textChars,
    boolean allTables) {

  /** Of a line over time. */
  private static final int MAX_BUCKETS = 600;

  private static final int MIN_BUCKETS = 30;
  private static final int MAX_CLASSES = 200;
  private static final int MIN_CLASSES = 40;
  private static final int MAX_FAILURES = 20;
  private static final int MIN_FAILURES = 3;
  private static final int MAX_BODY_CHARS = 2_000;
  private static final int MAX_TEXT_CHARS = 8_000;
  private static final int MIN_TEXT_CHARS = 120;

  /** Each is half of the one before. */
  private static final int STEPS = 10;

  /** From here on no request is drawn by itself. */
  private static final int NO_REQUESTS_FROM = 7;

  /** From here on distributions get coarser, too: what is left when there is more to show. */
  private static final int COARSER_FROM = 8;

  /** From here on only the run's own tables are there. */
  private static final int OWN_TABLES_FROM = 3;

  /** Points that a line over time may have where this many runs share a page. */
  static int buckets(int runs) {
    return Math.max(MIN_BUCKETS, MAX_BUCKETS / runs);
  }

  /** What to try, the most first. */
  static List<PageCaps> of(int runs) {
    List<PageCaps> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      int part = 1 << step;
      int shown = step < NO_REQUESTS_FROM ? RunCharts.MAX_SHOWN / runs / part : 0;
      int classes = Math.max(MIN_CLASSES, MAX_CLASSES / runs);
      steps.add(
          new PageCaps(
              shown,
              step < NO_REQUESTS_FROM ? RunCharts.MAX_TURNS / runs / part : 0,
              shown,
              step < COARSER_FROM ? classes : MIN_CLASSES >> (step - COARSER_FROM + 1),
              Math.max(MIN_FAILURES, MAX_FAILURES / part),
              MAX_BODY_CHARS / part / (step == 0 ? 1 : runs),
              Math.max(MIN_TEXT_CHARS, MAX_TEXT_CHARS / part / part),
              step < OWN_TABLES_FROM));
    }
    return steps;
  }

  /** The beginning of a text that is too long. */
  static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, Math.max(0, chars - 1)) + "…";
  }
}
