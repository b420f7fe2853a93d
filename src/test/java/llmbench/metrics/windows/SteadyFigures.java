package llmbench.metrics.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * What the steady part of a run came to.
 *
 * @param rule whose definition
 * @param span where it is
 * @param share of the time from the first start to the last end, from 0 to 1
 * @param ended successful requests that ended in it
 * @param requestThroughput these, a second
 * @param outputThroughput output tokens a second
 * @param ttft time to the first token, in milliseconds
 * @param tpot time per output token, in milliseconds
 */
public record SteadyFigures(
    SteadyRule rule,
    Span span,
    double share,
    int ended,
    double requestThroughput,
    double outputThroughput,
    Distribution ttft,
    Distribution tpot) {

  /**
   * Collects those of every rule from a walk that others share.
   *
   * @param finished every finished request of the run
   * @param concurrency that was asked for; empty where it had no limit
   * @param times a request by the tool's definitions
   */
  public static Collector<List<SteadyFigures>> collector(
      Requests finished, OptionalInt concurrency, Function<RequestRecord, RequestTimes> times) {
    InFlight flights = new InFlight(finished);
    List<SteadySum> sums = new ArrayList<>();
    flights
        .all()
        .filter(all -> all.seconds() > 0)
        .ifPresent(
            all -> {
              for (SteadyRule rule : SteadyRule.values()) {
                rule.of(flights, concurrency)
                    .filter(span -> span.seconds() > 0)
                    .ifPresent(
                        span ->
                            sums.add(new SteadySum(rule, span, span.seconds() / all.seconds())));
              }
            });
    return new Collector<>() {
      @Override
      public void take(RequestRecord request) {
        if (request.ok() && !sums.isEmpty()) {
          RequestTimes seen = times.apply(request);
          sums.forEach(sum -> sum.add(request, seen));
        }
      }

      @Override
      public List<SteadyFigures> figures() {
        return sums.stream().map(SteadySum::figures).toList();
      }
    };
  }
}
