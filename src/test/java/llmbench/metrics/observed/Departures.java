package llmbench.metrics.observed;

import java.util.List;
import java.util.function.Function;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.Collector;
import llmbench.timeline.Departure;
import llmbench.timeline.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of a run set out, failures included: how late against their plan, how long they
 * waited for room. Times are in milliseconds.
 *
 * @param planned requests that had a time of their own
 * @param late from its time to sending, of each that had one: what waited for room is in it
 * @param waited from its time until there was room, of each that needed some
 * @param own from its time, or from when there was room, to sending: the client's own part
 * @param e2el from its time to the last byte, of those that succeeded: what a user waits who
 *     doesn't know of the client's queue
 * @param plannedRate requests a second by the plan, from the first to the last that was sent; 0
 *     where fewer than two have different times
 * @param sentRate the same by when they were sent
 */
public record Departures(
    long planned,
    Distribution late,
    Distribution waited,
    Distribution own,
    Distribution e2el,
    double plannedRate,
    double sentRate) {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Those of a run. */
  public static Departures of(List<RequestRecord> records) {
    Collector<Departures> collector = collector();
    records.forEach(collector::take);
    return collector.figures();
  }

  /** Collects the same from a walk that others share. */
  public static Collector<Departures> collector() {
    return new Sum();
  }

  /**
   * Those of several clients that sent at the same time: their rates add up.
   *
   * @param each of one client
   */
  public static Departures together(List<Departures> each) {
    if (each.size() == 1) {
      return each.get(0);
    }
    return new Departures(
        each.stream().mapToLong(Departures::planned).sum(),
        together(each, Departures::late),
        together(each, Departures::waited),
        together(each, Departures::own),
        together(each, Departures::e2el),
        each.stream().mapToDouble(Departures::plannedRate).sum(),
        each.stream().mapToDouble(Departures::sentRate).sum());
  }

  private static Distribution together(
      List<Departures> each, Function<Departures, Distribution> which) {
    return Distribution.together(each.stream().map(which).toList());
  }

  /** From the first to the last of some points in time. */
  private static final class Span {

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(long nanos) {
      first = Math.min(first, nanos);
      last = Math.max(last, nanos);
    }

    /** Per second; one begins it, the others are counted. */
    double rate(long count) {
      return count < 2 || last <= first ? 0 : (count - 1) * NANOS_PER_SECOND / (last - first);
    }
  }

  private static final class Sum implements Collector<Departures> {

    private final Doubles late = new Doubles();
    private final Doubles waited = new Doubles();
    private final Doubles own = new Doubles();
    private final Doubles e2el = new Doubles();
    private final Span plan = new Span();
    private final Span sent = new Span();
    private long planned;

    @Override
    public void take(RequestRecord record) {
      Departure departure = record.departure();
      Long time = departure.plannedNanos();
      if (time == null) {
        return;
      }
      planned++;
      plan.add(time);
      sent.add(record.sentNanos());
      late.add((record.sentNanos() - time) / NANOS_PER_MILLI);
      Long admitted = departure.admittedNanos();
      if (admitted != null) {
        waited.add((admitted - time) / NANOS_PER_MILLI);
      }
      own.add((record.sentNanos() - ready(time, admitted)) / NANOS_PER_MILLI);
      if (record.ok()) {
        e2el.add((record.endNanos() - time) / NANOS_PER_MILLI);
      }
    }

    private static long ready(long planned, @Nullable Long admitted) {
      return admitted == null ? planned : admitted;
    }

    @Override
    public Departures figures() {
      return new Departures(
          planned,
          Distribution.of(late),
          Distribution.of(waited),
          Distribution.of(own),
          Distribution.of(e2el),
          plan.rate(planned),
          sent.rate(planned));
    }
  }
}
