package llmbench.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.timeline.Printable;

/**
 * Writes the line: all figures where there is room, fewer where there isn't; what says least goes
 * first.
 *
 * @param name of the part of the run that goes on; empty for a run of one
 * @param columns that the line may have
 * @param colour whether failures are red
 */
record ProgressLine(String name, int columns, boolean colour) {

  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";
  private static final String FAILED = " failed";

  ProgressLine {
    name = Printable.line(name);
  }

  /** What is left out to save room; each of them with all before it. */
  private enum Saving {
    NOTHING,
    AIR,
    OK,
    NO_FAILURE,
    DIGITS,
    ITL,
    TTFT,
    IN_FLIGHT,
    RATE
  }

  /** The line, without a line end. */
  String of(LiveFigures figures) {
    return of(figures, Quiet.NOT);
  }

  /** The line of a run that may have become quiet: how long it will take is no more known then. */
  String of(LiveFigures figures, Quiet quiet) {
    return of(
        figures,
        quiet.isLong()
            ? (figures.whole() == null ? "no token for " : "no answer for ")
                + Texts.clock((long) quiet.seconds())
            : "ETA " + Texts.clockUp(figures.etaSeconds()));
  }

  /** The line of a run that is over: it was done, or stopped before. */
  String last(LiveFigures figures) {
    return of(figures, figures.done() < figures.all().orElse(0) ? "stopped" : "done");
  }

  private String of(LiveFigures figures, String end) {
    String line = "";
    for (Saving saving : Saving.values()) {
      line = line(figures, end, saving);
      if (line.length() <= columns) {
        return colour ? coloured(line, figures.failed()) : line;
      }
    }
    return line.substring(0, columns);
  }

  private static String of(OptionalInt all, boolean few) {
    return all.isEmpty() ? " requests" : "/" + exact(all.getAsInt(), few);
  }

  private String line(LiveFigures figures, String end, Saving saved) {
    LiveFigures.Whole whole = figures.whole();
    boolean airy = saved == Saving.NOTHING;
    boolean few = isSaved(Saving.DIGITS, saved);
    List<String> parts = new ArrayList<>();
    if (!name.isEmpty()) {
      parts.add(name);
    }
    parts.add(Texts.clock((long) figures.elapsedSeconds()));
    parts.add(exact(figures.done(), few) + of(figures.all(), few));
    if (!isSaved(Saving.IN_FLIGHT, saved)) {
      parts.add(Texts.count(figures.inFlight(), few) + " in flight");
    }
    if (!isSaved(Saving.OK, saved)) {
      parts.add(Texts.count(figures.ok(), few) + " ok");
    }
    if (figures.failed() > 0 || !isSaved(Saving.NO_FAILURE, saved)) {
      parts.add(Texts.count(figures.failed(), few) + FAILED);
    }
    if (!isSaved(Saving.RATE, saved)) {
      parts.add(
          whole == null
              ? rate(figures.tokensPerSecond(), few) + " tok/s"
              : rate(whole.requestsPerSecond(), few) + " req/s");
    }
    if (!isSaved(Saving.TTFT, saved)) {
      String itl = isSaved(Saving.ITL, saved) ? "" : " ITL " + Texts.millis(figures.itlMillis());
      parts.add(
          whole == null
              ? "P50 TTFT " + Texts.millis(figures.ttftMillis()) + itl
              : "P50 E2EL " + Texts.millis(whole.e2elMillis()));
    }
    parts.add(end);
    return airy ? "llm | " + String.join("  ", parts) : String.join(" ", parts);
  }

  private static boolean isSaved(Saving what, Saving saved) {
    return saved.compareTo(what) >= 0;
  }

  /** The last of a million must be told from the one before. */
  private static String exact(int count, boolean few) {
    return few ? String.valueOf(count) : Texts.count(count, false);
  }

  private static String rate(OptionalDouble perSecond, boolean few) {
    return perSecond.isEmpty() ? Texts.UNKNOWN : Texts.count(perSecond.getAsDouble(), few);
  }

  /** Only failures have a colour, and only where there are some. */
  private static String coloured(String line, int failed) {
    int end = line.indexOf(FAILED);
    if (failed == 0 || end < 0) {
      return line;
    }
    int begin = line.lastIndexOf(' ', end - 1) + 1;
    int after = end + FAILED.length();
    return line.substring(0, begin)
        + RED
        + line.substring(begin, after)
        + PLAIN
        + line.substring(after);
  }
}
