package llmbench.metrics.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * The parts of a run: how it begins and ends, what is steady between, and how far figures may be
 * off since parts differ.
 *
 * @param steady the steady part by each definition that finds one
 * @param phases how it begins and ends; empty of no success
 * @param limits of each latency of which they are known
 */
public record Windows(
    List<SteadyFigures> steady, Optional<Phases> phases, List<LatencyLimits> limits) {

  /** Of a run that has none. */
  public static final Windows NONE = new Windows(List.of(), Optional.empty(), List.of());

  public Windows {
    steady = List.copyOf(steady);
    limits = List.copyOf(limits);
  }

  /**
   * Collects those of a run from a walk that others share.
   *
   * @param finished every finished request of the run
   * @param rules by which a steady part is looked for
   * @param concurrency that was asked for; empty where it had no limit
   * @param times a request by the tool's definitions
   */
  public static Collector<Windows> collector(
      Requests finished,
      List<SteadyRule> rules,
      OptionalInt concurrency,
      Function<RequestRecord, RequestTimes> times) {
    InFlight flights = new InFlight(finished);
    Optional<Span> all = flights.all().filter(span -> span.seconds() > 0);
    Optional<PhaseSum> phases = all.map(span -> new PhaseSum(flights));
    LimitsSum limits = new LimitsSum();
    List<SteadySum> sums = new ArrayList<>();
    all.ifPresent(
        whole -> {
          for (SteadyRule rule : rules) {
            rule.of(flights, concurrency)
                .filter(span -> span.seconds() > 0)
                .ifPresent(
                    span -> sums.add(new SteadySum(rule, span, span.seconds() / whole.seconds())));
          }
        });
    return new Collector<>() {
      @Override
      public void take(RequestRecord request) {
        if (request.ok() && phases.isPresent()) {
          RequestTimes seen = times.apply(request);
          phases.get().add(request, seen);
          limits.add(seen);
          sums.forEach(sum -> sum.add(request, seen));
        }
      }

      @Override
      public Windows figures() {
        return new Windows(
            sums.stream().map(SteadySum::figures).toList(),
            phases.map(PhaseSum::figures),
            limits.figures(flights.peak()));
      }
    };
  }
}
