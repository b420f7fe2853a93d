package llmbench.comparison;

import static llmbench.comparison.Figure.*;
import static llmbench.latency.LatencyMetric.E2EL;
import static llmbench.latency.LatencyMetric.ITL;
import static llmbench.latency.LatencyMetric.TPOT;
import static llmbench.latency.LatencyMetric.TTFT;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The known causes. Sources of what the tools do: docs/metrics.md and docs/compare.md. */
final class Causes {
  private static final Set<Figure> TIMES = except(SUCCEEDED, FAILED, INPUT_TOKENS, OUTPUT_TOKENS);

  /** Another load is another measurement, and what it did may be what is asked. */
  static final Cause CONCURRENCY =
      new Cause(
          Cause.Kind.LOAD,
          TIMES,
          pair ->
              isOfOtherConcurrency(pair)
                  ? Optional.of(
                      "Other concurrency: %c kept %d requests in flight, %c %d."
                          .formatted(
                              pair.firstLetter(),
                              pair.first().load().atOnce().orElseThrow(),
                              pair.otherLetter(),
                              pair.other().load().atOnce().orElseThrow()))
                  : Optional.empty());

  /** So is another rate. */
  static final Cause RATE =
      new Cause(
          Cause.Kind.LOAD,
          TIMES,
          pair ->
              pair.first().load().isOfOtherRate(pair.other().load())
                  ? Optional.of(
                      "Other rate: %c was sent %s, %c %s."
                          .formatted(
                              pair.firstLetter(),
                              rate(pair.first()),
                              pair.otherLetter(),
                              rate(pair.other())))
                  : Optional.empty());

  /** More requests take longer. */
  static final Cause REQUESTS =
      new Cause(
          Cause.Kind.CONDITION,
          Set.of(SUCCEEDED, DURATION),
          pair ->
              pair.first().requests() == pair.other().requests()
                  ? Optional.empty()
                  : Optional.of(
                      "Other number of requests: %c %s, %c %s."
                          .formatted(
                              pair.firstLetter(),
                              sent(pair.first(), "sent "),
                              pair.otherLetter(),
                              sent(pair.other(), ""))));

  /** Longer answers take longer. */
  static final Cause ANSWER_LENGTH =
      new Cause(
          Cause.Kind.CONDITION,
          Figure.and(
              Figure.of(E2EL), DURATION, OUTPUT_TOKENS, REQUEST_RATE, OUTPUT_RATE, TOTAL_RATE),
          pair ->
              pair.differsIn(OUTPUT_TOKENS)
                  ? Optional.of(
                      "Other token counts: answers have " + pair.both(OUTPUT_TOKENS) + ".")
                  : Optional.empty());

  /** Longer prompts take longer to the first token. */
  static final Cause PROMPT_LENGTH =
      new Cause(
          Cause.Kind.CONDITION,
          Figure.and(Figure.of(TTFT), INPUT_TOKENS, TOTAL_RATE),
          pair ->
              !pair.differsIn(INPUT_TOKENS) || countsTemplateOnce(pair)
                  ? Optional.empty()
                  : Optional.of(
                      "Other prompts: they have "
                          + pair.both(INPUT_TOKENS)
                          + " tokens."
                          + (lengthsIncludeTemplate(pair.first())
                                  == lengthsIncludeTemplate(pair.other())
                              ? ""
                              : " evalscope's prompt length includes the chat template's tokens (29"
                                  + " of Qwen2.5's), vLLM's does not.")));

  /** The same prompts, counted otherwise. */
  static final Cause TEMPLATE_TOKENS =
      new Cause(
          Cause.Kind.DEFINITION,
          Set.of(INPUT_TOKENS, TOTAL_RATE),
          pair ->
              countsTemplateOnce(pair)
                  ? Optional.of(
                      "Template tokens: %c counts a prompt with its template, as the server does;"
                              .formatted(pair.letterOf(pair.first().definition().countsTemplate()))
                          + " %c counts the dataset's tokens alone."
                              .formatted(
                                  pair.letterOf(!pair.first().definition().countsTemplate())))
                  : Optional.empty());

  /** In a chat vLLM sends the role before the first token, from the same step of the model. */
  static final Cause ROLE_CHUNK =
      new Cause(
          Cause.Kind.DEFINITION,
          Figure.of(TTFT, TPOT, ITL),
          pair ->
              one(
                  pair,
                  column -> column.definition().countsRole() && column.roleChunks(),
                  "Role chunk: %1$c takes the chunk that only names the role for the first token,"
                      + " and the time from it to the first text for a gap; %2$c times output"
                      + " alone."));

  /** The chunk with the finish reason comes with or behind the last token. */
  static final Cause FINISH_CHUNK =
      new Cause(
          Cause.Kind.DEFINITION,
          Figure.of(ITL),
          pair ->
              one(
                  pair,
                  column -> column.definition().countsFinish(),
                  "Finish chunk: to %1$c the chunk that only says why the answer ended is one more"
                      + " gap, to %2$c it is none."));

  /** The message with the token counts comes last; only the last byte is behind it. */
  static final Cause USAGE_MESSAGE =
      new Cause(
          Cause.Kind.DEFINITION,
          Figure.of(E2EL, TPOT),
          pair ->
              one(
                      pair,
                      column -> column.definition().usageEnds(),
                      "End of an answer: %1$c ends it with the message of token counts, %2$c"
                          + " before.")
                  .filter(sentence -> !eitherEndsWithLastByte(pair)));

  /** What comes behind the last message that a tool times, {@code [DONE]} among it. */
  static final Cause LAST_BYTE =
      new Cause(
          Cause.Kind.DEFINITION,
          Figure.of(E2EL),
          pair ->
              one(
                  pair,
                  column -> column.definition().lastByteEnds(),
                  "Last byte: %1$c ends an answer with it, %2$c with a message before."));

  /** evalscope 1.1 divides by the time as it was before the last request. */
  static final Cause STALE_DENOMINATOR =
      new Cause(
          Cause.Kind.DEFINITION,
          Set.of(REQUEST_RATE, OUTPUT_RATE, TOTAL_RATE),
          pair ->
              one(
                  pair,
                  column -> column.definition().staleTime(),
                  "Stale denominator: %1$c divides by the time as it was before its last request"
                      + " (by 1 s for a single one), %2$c by the whole time."));

  /** A mean with zeros in it. */
  static final Cause SINGLE_TOKENS =
      new Cause(
          Cause.Kind.DEFINITION,
          Figure.of(TPOT),
          pair ->
              one(
                  pair,
                  column -> column.definition().averagesSingles(),
                  "Answers of one token: in %1$c their TPOT is 0 and counts, in %2$c they have"
                      + " none."));

  /** Percentiles of few numbers hang on the rule. */
  static final Cause PERCENTILE_RULE =
      new Cause(
          Cause.Kind.DEFINITION,
          Figure.percentiles(),
          pair ->
              pair.first().definition().percentiles() == pair.other().definition().percentiles()
                  ? Optional.empty()
                  : Optional.of(
                      "Percentiles: %c reads them by %s, %c by %s."
                          .formatted(
                              pair.firstLetter(),
                              rule(pair.first()),
                              pair.otherLetter(),
                              rule(pair.other()))));

  /** PromptMaker of another generator, even of the same length. */
  static final Cause GENERATOR =
      new Cause(
          Cause.Kind.CLIENT,
          Figure.and(Figure.of(TTFT), INPUT_TOKENS, TOTAL_RATE),
          pair ->
              pair.first().prompts() == pair.other().prompts()
                  ? Optional.empty()
                  : Optional.of(
                      "Other generator: %c's prompts are those of %s, %c's of %s; texts differ."
                          .formatted(
                              pair.firstLetter(),
                              pair.first().prompts().tool(),
                              pair.otherLetter(),
                              pair.other().prompts().tool())));

  /** Who connects within the measurement has its connects in the first wave's times. */
  static final Cause COLD_CONNECTIONS =
      new Cause(
          Cause.Kind.CLIENT,
          Figure.of(TTFT, E2EL),
          pair ->
              one(
                  pair,
                  column -> column.meter().connectsInside(),
                  "First wave: %1$c opens its connections within its first requests' times, %2$c"
                      + " before the clock starts."));

  /** One event loop for everything: it is late with what it stamps when it is busy. */
  static final Cause EVENT_LOOP =
      new Cause(
          Cause.Kind.CLIENT,
          TIMES,
          pair ->
              one(
                  pair,
                  column -> column.meter() == Meter.PYTHON,
                  "Client's own load: %1$c is measured on one Python event loop, and what that is"
                      + " late with is in its times; %2$c is not."));

  /** Several events of one read, stamped one after the other. */
  static final Cause PARSE_STAMPS =
      new Cause(
          Cause.Kind.CLIENT,
          TIMES,
          pair ->
              one(
                      pair,
                      column -> column.meter() == Meter.RUST,
                      "Stamps: %1$c stamps an event when it parses it, %2$c when it was read (or"
                          + " written).")
                  .filter(sentence -> EVENT_LOOP.of(pair).isEmpty()));

  /** What a client adds to what the server did. */
  static final Cause CLIENT_SIDE =
      new Cause(
          Cause.Kind.CLIENT,
          TIMES,
          pair ->
              one(
                  pair,
                  column -> column.meter() == Meter.SERVER,
                  "Two ends: %1$c is the server's account of what it wrote, %2$c what arrived; the"
                      + " way between and the client itself make the difference."));

  /** All that are known, in the order in which they are told. */
  static final List<Cause> ALL =
      List.of(
          CONCURRENCY,
          RATE,
          REQUESTS,
          ANSWER_LENGTH,
          PROMPT_LENGTH,
          TEMPLATE_TOKENS,
          ROLE_CHUNK,
          FINISH_CHUNK,
          USAGE_MESSAGE,
          LAST_BYTE,
          STALE_DENOMINATOR,
          SINGLE_TOKENS,
          PERCENTILE_RULE,
          GENERATOR,
          COLD_CONNECTIONS,
          EVENT_LOOP,
          PARSE_STAMPS,
          CLIENT_SIDE);

  private Causes() {}

  private static boolean isOfOtherConcurrency(Pair pair) {
    Column first = pair.first();
    Column other = pair.other();
    return first.load().isOfOtherConcurrency(first.requests(), other.load(), other.requests());
  }

  private static String rate(Column column) {
    double perSecond = column.load().perSecond().orElseThrow();
    return Double.isInfinite(perSecond)
        ? "each request as soon as it could be"
        : plain(perSecond) + " requests a second" + gaps(column.load().burstiness().orElse(1));
  }

  private static String gaps(double burstiness) {
    if (burstiness == 1) {
      return "";
    }
    return Double.isInfinite(burstiness)
        ? ", with all gaps the same"
        : " with a burstiness of " + plain(burstiness);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** For what is true of one of the two: the sentence, with the letter of that one first. */
  private static Optional<String> one(Pair pair, Predicate<Column> is, String sentence) {
    boolean first = is.test(pair.first());
    boolean other = is.test(pair.other());
    return first == other
        ? Optional.empty()
        : Optional.of(sentence.formatted(pair.letterOf(first), pair.letterOf(other)));
  }

  private static boolean eitherEndsWithLastByte(Pair pair) {
    return pair.first().definition().lastByteEnds() || pair.other().definition().lastByteEnds();
  }

  private static boolean countsTemplateOnce(Pair pair) {
    return pair.first().definition().countsTemplate() != pair.other().definition().countsTemplate();
  }

  /** Only a chat has a template, and the role comes in a chat. */
  private static boolean lengthsIncludeTemplate(Column column) {
    return column.prompts().lengthsIncludeTemplate() && column.roleChunks();
  }

  /** What can't be read was sent as well. */
  private static String sent(Column column, String verb) {
    return column.lost() == 0
        ? "%s%.0f".formatted(verb, column.requests())
        : "has %.0f, and %d that can't be read or are missing"
            .formatted(column.requests(), column.lost());
  }

  private static String rule(Column column) {
    return switch (column.definition().percentiles()) {
      case LINEAR -> "linear interpolation";
      case FLOOR_INDEX -> "the place ⌊n·p/100⌋ from 0";
      case NEAREST_RANK -> "the nearest rank";
    };
  }

  private static Set<Figure> except(Figure... figures) {
    Set<Figure> others = new LinkedHashSet<>(Figure.ALL);
    others.removeAll(Set.of(figures));
    return others;
  }
}
