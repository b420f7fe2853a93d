package llmbench.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import llmbench.latency.LatencyMetric;
import llmbench.timeline.Counted;
import org.jspecify.annotations.Nullable;

/** The figures at a glance: the chosen tool's, with the true ones beside where they are others. */
final class Cards {

  private Cards() {}

  /**
   * The cards.
   *
   * @param times the tool's
   * @param seen the true ones
   * @param goodput what came of the limits on requests; empty without any
   */
  static List<PageData.Card> of(
      List<PageTime> times, List<PageTime> seen, PageRates rates, Optional<PageGoodput> goodput) {
    List<PageData.Card> cards = new ArrayList<>();
    times.forEach(time -> cards.add(card(time, seen)));
    Optional<PageRates.TrueRates> truth = rates.trueRates();
    if (rates.tokensPerSecond().isPresent()) {
      cards.add(
          rate(
              "output_throughput",
              "Output tokens/s",
              "tok/s",
              rates.tokensPerSecond(),
              truth.map(all -> seen(all, all.outputTokens()))));
    }
    if (rates.inputTokensPerSecond().isPresent()) {
      cards.add(
          rate(
              "input_throughput",
              "Input tokens/s",
              "tok/s",
              rates.inputTokensPerSecond(),
              Optional.empty()));
    }
    cards.add(
        rate(
            "request_throughput",
            "Requests/s",
            "req/s",
            rates.requestsPerSecond(),
            truth.map(all -> seen(all, all.requests()))));
    cards.add(success(rates));
    goodput.ifPresent(all -> cards.add(goodput(all, rates)));
    return cards;
  }

  private static PageData.Card card(PageTime time, List<PageTime> seen) {
    BigDecimal mean = shown(time.mean());
    BigDecimal p50 = shown(time.median());
    BigDecimal p99 = shown(time.percentile(99));
    PageData.Seen truth =
        seen.stream()
            .filter(other -> other.id().equals(time.id()))
            .map(Cards::seen)
            .filter(t -> !List.of(t.mean(), t.p50(), t.p99()).equals(List.of(mean, p50, p99)))
            .findFirst()
            .orElse(null);
    return new PageData.Card(
        time.id(),
        time.title(),
        time.longTitle(),
        "ms",
        mean,
        p50,
        p99,
        null,
        null,
        help(time.title()),
        truth);
  }

  private static PageData.Seen seen(PageTime time) {
    return new PageData.Seen(
        shown(time.mean()),
        shown(time.median()),
        shown(time.percentile(99)),
        null,
        time.metric().observed().map(LatencyMetric.Observed::label).orElse(""));
  }

  private static PageData.Seen seen(PageRates.TrueRates truth, double value) {
    String label = "over all " + Rounded.text(truth.overSeconds()) + " s";
    return new PageData.Seen(null, null, null, shown(value), label);
  }

  private static PageData.Card rate(
      String id, String title, String unit, OptionalDouble value, Optional<PageData.Seen> truth) {
    return value(id, title, unit, Rounded.of(value, Rounded.SHOWN), null, truth.orElse(null));
  }

  private static PageData.Card success(PageRates rates) {
    int all = rates.succeeded() + rates.failed();
    BigDecimal percent = all == 0 ? null : shown(100.0 * rates.succeeded() / all);
    String note = String.format(Locale.ROOT, "%,d of %,d", rates.succeeded(), all);
    return value("success", "Success", "%", percent, note, null);
  }

  private static PageData.Card goodput(PageGoodput goodput, PageRates rates) {
    String limits =
        goodput.limitsMillis().entrySet().stream()
            .map(limit -> limit.getKey() + " ≤ " + Rounded.plain(limit.getValue(), 3) + " ms")
            .collect(Collectors.joining(", "));
    OptionalInt good = goodput.goodRequests();
    String note =
        String.format(
            Locale.ROOT,
            "%s; %,d of %s",
            limits,
            good.orElse(0),
            Counted.of(rates.succeeded() + rates.failed(), "request"));
    return value("goodput", "Goodput", "req/s", shown(goodput.requestsPerSecond()), note, null);
  }

  private static PageData.Card value(
      String id,
      String title,
      String unit,
      @Nullable BigDecimal value,
      @Nullable String note,
      PageData.@Nullable Seen seen) {
    return new PageData.Card(
        id, title, null, unit, null, null, null, value, note, help(title), seen);
  }

  private static int help(String title) {
    return Help.of(title).orElseThrow().place();
  }

  private static @Nullable BigDecimal shown(double value) {
    return Rounded.of(value, Rounded.SHOWN);
  }
}
