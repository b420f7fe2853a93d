package llmbench.report.server;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.server.AnswerTimes;
import llmbench.metrics.server.BucketedTimes;
import llmbench.metrics.server.CacheHits;
import llmbench.metrics.server.ServerAccount;
import llmbench.metrics.server.ServerFigures;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.timeline.Counted;
import llmbench.timeline.ServerTime;

/**
 * What the server says of itself, beside our figures of the same. Ours are the true figures: what
 * was seen on the wire, not what a tool takes from it.
 */
public final class ServerRows {

  private static final String MEAN = ", mean (ms)";
  private static final List<Integer> PERCENTS = List.of(50, 99);

  private final List<Section> sections = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private ServerRows() {}

  /** Rows of one source. */
  public record Section(String heading, List<Row> rows) {

    public Section {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A figure.
   *
   * @param label with its unit
   * @param server the server's
   * @param ours empty where there is none
   */
  public record Row(String label, String server, String ours) {}

  /** All of them; none where the server says nothing. */
  public static List<Section> of(ServerFigures figures, TrueFigures seen) {
    ServerRows all = new ServerRows();
    figures.account().ifPresent(account -> all.counted(account.times(), figures, seen));
    figures.cache().ifPresent(all::cached);
    figures.answers().ifPresent(all::answered);
    figures.speculative().ifPresent(all::speculative);
    return List.copyOf(all.sections);
  }

  /**
   * Whose requests the counted times are of, as far as their number tells: one sentence. Empty
   * where the server counts no first tokens.
   */
  public static Optional<String> whose(ServerFigures figures) {
    return figures.whose().map(whose -> sentence(whose, figures));
  }

  private static String sentence(ServerFigures.Whose whose, ServerFigures figures) {
    return switch (whose) {
      case OURS ->
          "Counted by the server between the first request and the last: this run's alone.";
      case PERHAPS_OURS ->
          counts(figures)
              + "requests that failed, or were sent again, can have had theirs unseen, and these"
              + " are in its figures.";
      case BESIDE_TOO -> counts(figures) + beside(figures);
      case OTHERS_TOO ->
          counts(figures) + "it served others meanwhile, and they are in its figures.";
      case NOT_ALL_OF_OURS ->
          counts(figures) + "behind the address may be others than the one that was asked.";
    };
  }

  /** vLLM bench has probes, evalscope such warm-up requests. */
  private static String beside(ServerFigures figures) {
    String those =
        figures.probes() > 0
            ? Counted.of(figures.probes(), "probe") + " beside the load"
            : Counted.of(figures.warmUps(), "warm-up request") + " of the load";
    return counted(figures) == figures.firstTokens() + figures.warmUps() + figures.probes()
        ? "its figures are of " + those + ", too."
        : "in its figures can be "
            + those
            + ", too, and requests that failed, or were sent again, whose first token was not"
            + " seen.";
  }

  private static String counts(ServerFigures figures) {
    return String.format(
        Locale.ROOT,
        "The server counted %,d first tokens, we had %,d: ",
        counted(figures),
        figures.firstTokens());
  }

  private static long counted(ServerFigures figures) {
    return figures.account().flatMap(all -> all.of(ServerTime.TTFT)).orElseThrow().count();
  }

  private void counted(
      Map<ServerTime, BucketedTimes> times, ServerFigures figures, TrueFigures seen) {
    BucketedTimes first = times.get(ServerTime.TTFT);
    if (first != null) {
      row("Requests with a first token", String.valueOf(first.count()), figures.firstTokens() + "");
      if (seen.ttft().size() != figures.firstTokens()) {
        // The server counts those that failed later, whose times are in no figure of ours.
        row("  of them in our times", "", String.valueOf(seen.ttft().size()));
      }
    }
    times.forEach((time, counted) -> counted(time, counted, ours(time, seen)));
    end("Counted at /metrics");
  }

  private static Distribution ours(ServerTime time, TrueFigures seen) {
    return ServerAccount.measuredAs(time).map(seen::of).orElse(Distribution.EMPTY);
  }

  private void counted(ServerTime time, BucketedTimes counted, Distribution ours) {
    row(time.label() + MEAN, fixed2(counted.meanMillis()), mean(ours));
    for (int percent : PERCENTS) {
      row(label(percent), text(counted.percentile(percent)), percentile(ours, percent));
    }
  }

  private void answered(AnswerTimes answers) {
    row("Answers that say so", String.valueOf(answers.ttft().size()), "");
    spread(ServerTime.QUEUE.label(), answers.queue(), Distribution.EMPTY);
    spread(ServerTime.TTFT.label(), answers.ttft(), answers.ours());
    spread("Network + front end + client", answers.beyond(), Distribution.EMPTY);
    end("Said in its answers, request by request");
  }

  private void spread(String label, Distribution server, Distribution ours) {
    if (server.size() > 0) {
      row(label + MEAN, mean(server), mean(ours));
      for (int percent : PERCENTS) {
        row(label(percent), percentile(server, percent), percentile(ours, percent));
      }
    }
  }

  /** Ours are what the answers say themselves. */
  private void cached(CacheHits cache) {
    boolean said = cache.prompts() > 0;
    row("Tokens looked for", count(cache.queries()), said ? count(cache.prompts()) : "");
    row("Tokens found", count(cache.hits()), said ? count(cache.cached()) : "");
    OptionalDouble ours = cache.cachedPercent();
    row(
        "Found (%)",
        fixed2(cache.hitPercent()), ours.isPresent() ? fixed2(ours.getAsDouble()) : "");
    end("Prefix cache, counted at /metrics");
  }

  private static String count(long tokens) {
    return String.format(Locale.ROOT, "%,d", tokens);
  }

  private void speculative(SpeculativeDecoding all) {
    row("Acceptance rate (%)", fixed2(all.acceptancePercent()), "");
    row("Acceptance length", fixed2(all.acceptanceLength()), "");
    for (int i = 0; i < all.byPosition().size(); i++) {
      row("  Position " + i + " (%)", fixed2(all.byPosition().get(i) * 100), "");
    }
    end("Speculative decoding");
  }

  private void end(String heading) {
    sections.add(new Section(heading, rows));
    rows.clear();
  }

  private void row(String label, String server, String ours) {
    rows.add(new Row(label, server, ours));
  }

  private static String label(int percent) {
    return "  P" + percent + " (ms)";
  }

  private static String mean(Distribution millis) {
    return millis.size() == 0 ? "" : fixed2(millis.mean());
  }

  private static String percentile(Distribution millis, int percent) {
    return millis.size() == 0 ? "" : fixed2(millis.percentile(percent));
  }

  /** Both ends: where in its bucket a percentile lies nobody knows. */
  private static String text(BucketedTimes.Interval millis) {
    return Double.isInfinite(millis.to())
        ? "above " + bound(millis.from())
        : bound(millis.from()) + " to " + bound(millis.to());
  }

  /** A bound as it is on the page: seconds with few digits. */
  private static String bound(double millis) {
    BigDecimal rounded = new BigDecimal(millis).setScale(6, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }

  private static String fixed2(double millis) {
    return String.format(Locale.ROOT, "%.2f", millis);
  }
}
