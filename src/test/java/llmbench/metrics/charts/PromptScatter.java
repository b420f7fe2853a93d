package llmbench.metrics.charts;

import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.ChunkRule;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.Usage;

/**
 * Time to the first output against the length of the prompt, a point a successful request: of all,
 * or of a choice of which {@code rule} says how it was made.
 *
 * @param promptTokens as the server counted them, as the dataset where it didn't
 * @param ttftMillis from sending to the first output
 * @param of how many requests have such a time
 * @param rule which are shown, in a sentence
 */
public record PromptScatter(Series promptTokens, Series ttftMillis, int of, String rule) {

  private static final double MILLIS = 1000;

  /**
   * The points of a run.
   *
   * @param slow places of the slowest to the first output, the slowest first
   * @param timed how many requests have such a time
   */
  static PromptScatter of(Requests finished, int[] slow, int timed, int most) {
    Selection selection = Selection.ofSuccesses(finished, slow, most);
    Doubles lengths = new Doubles();
    Doubles times = new Doubles();
    for (int place : selection.places()) {
      RequestRecord request = finished.get(place);
      ChunkRule.Times read = ChunkRule.OUTPUTS.read(request.messages());
      if (read.found()) {
        lengths.add(promptTokens(request));
        times.add(read.firstSeconds() * MILLIS);
      }
    }
    return new PromptScatter(
        Series.of(lengths.toArray()), Series.of(times.toArray()), timed, selection.rule());
  }

  private static int promptTokens(RequestRecord request) {
    Usage usage = request.usage();
    Integer counted = usage == null ? null : usage.promptTokens();
    return counted == null ? request.promptTokens() : counted;
  }
}
