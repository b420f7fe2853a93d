package llmbench.report.server;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.server.AnswerTimes;
import llmbench.metrics.server.BucketedTimes;
import llmbench.metrics.server.ServerFigures;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.timeline.ServerTime;

/**
 * What the server says of itself, beside our figures of the same. Ours are the true figures: what
 * was seen on the wire, not what a tool takes from it.
 */
public final class ServerRows {

  /** Those that we measure as well, by the server's. */
  private static final Map<ServerTime, LatencyMetric> OURS =
      Map.of(
          ServerTime.TTFT, LatencyMetric.TTFT,
          ServerTime.ITL, LatencyMetric.ITL,
          ServerTime.E2EL, LatencyMetric.E2EL);

  private static final String PERCENTILES = "  P50, P99 (ms)";

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
    figures.answers().ifPresent(answers -> all.answered(answers, seen));
    figures.speculative().ifPresent(all::speculative);
    return List.copyOf(all.sections);
  }

  /**
   * Whose requests the counted times are of, where they can be those of this run alone or not: one
   * sentence. Empty where the server counts no first tokens.
   */
  public static Optional<String> whose(ServerFigures figures) {
    return figures
        .account()
        .flatMap(account -> account.of(ServerTime.TTFT))
        .map(counted -> whose(counted.count(), figures.firstTokens()));
  }

  private static String whose(long counted, long ours) {
    if (counted == ours) {
      return "Counted by the server between the first request and the last: this run's alone.";
    }
    return String.format(
        Locale.ROOT,
        counted > ours
            ? "The server counted %,d first tokens, we had %,d: it served others meanwhile, and"
                + " they are in its figures."
            : "The server counted %,d first tokens, we had %,d: behind the address may be others"
                + " than the one that was asked.",
        counted,
        ours);
  }

  private void counted(
      Map<ServerTime, BucketedTimes> times, ServerFigures figures, TrueFigures seen) {
    BucketedTimes first = times.get(ServerTime.TTFT);
    if (first != null) {
      row("Requests with a first token", String.valueOf(first.count()), figures.firstTokens() + "");
    }
    times.forEach((time, counted) -> counted(time, counted, ours(time, seen)));
    end("Counted at /metrics");
  }

  private static Distribution ours(ServerTime time, TrueFigures seen) {
    LatencyMetric metric = OURS.get(time);
    return metric == null ? Distribution.EMPTY : seen.of(metric);
  }

  private void counted(ServerTime time, BucketedTimes counted, Distribution ours) {
    boolean both = ours.size() > 0;
    row(
        time.label() + ", mean (ms)",
        fixed2(counted.meanMillis()),
        both ? fixed2(ours.mean()) : "");
    row(
        PERCENTILES,
        text(counted.percentile(50)) + ", " + text(counted.percentile(99)),
        both ? percentiles(ours) : "");
  }

  private void answered(AnswerTimes answers, TrueFigures seen) {
    row("Answers that say so", String.valueOf(answers.ttft().size()), "");
    spread(ServerTime.QUEUE.label(), answers.queue(), Distribution.EMPTY);
    spread(ServerTime.TTFT.label(), answers.ttft(), seen.ttft());
    spread("Network + front end + client", answers.beyond(), Distribution.EMPTY);
    end("Said in its answers, request by request");
  }

  private void spread(String label, Distribution server, Distribution ours) {
    boolean both = ours.size() > 0;
    if (server.size() > 0) {
      row(label + ", mean (ms)", fixed2(server.mean()), both ? fixed2(ours.mean()) : "");
      row(PERCENTILES, percentiles(server), both ? percentiles(ours) : "");
    }
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

  private static String percentiles(Distribution millis) {
    return fixed2(millis.percentile(50)) + ", " + fixed2(millis.percentile(99));
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
