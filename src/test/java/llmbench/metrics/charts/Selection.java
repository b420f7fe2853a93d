package llmbench.metrics.charts;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import llmbench.timeline.Counted;
import llmbench.timeline.Requests;

/**
 * Which requests are shown where not all can be; the same ones each time. Those that say most are
 * kept: failures, up to a half of what can be shown, and the slowest, up to a tenth; of the others
 * one in every few, in the order in which they were sent.
 */
final class Selection {

  private static final int SHARE_OF_FAILURES = 2;
  private static final int SHARE_OF_SLOWEST = 10;

  /** The step of which none is taken. */
  private static final int NONE = Integer.MAX_VALUE;

  private final int[] places;
  private final String rule;

  private Selection(int[] places, String rule) {
    this.places = places;
    this.rule = rule;
  }

  /** Of the chosen ones, in the order of sending. */
  int[] places() {
    return places.clone();
  }

  /** How they were chosen, in a sentence. */
  String rule() {
    return rule;
  }

  /** As many as are kept for being slow, where this many can be shown. */
  static int slowest(int most) {
    return most / SHARE_OF_SLOWEST;
  }

  /** All that were sent, at most this many; failures and those that took longest are kept. */
  static Selection ofAll(Requests all, int most) {
    int[] sent = all.placesBySending();
    if (sent.length <= most) {
      return new Selection(
          sent,
          sent.length == 1
              ? "The one request."
              : "All " + Counted.of(sent.length, "request") + ".");
    }
    BitSet chosen = new BitSet();
    int[] failures = IntStream.of(sent).filter(place -> !all.ok(place)).toArray();
    int failureStep = step(failures.length, most / SHARE_OF_FAILURES);
    choose(failures, failureStep, chosen);
    int[] slow = longest(all, slowest(most));
    IntStream.of(slow).forEach(chosen::set);
    int[] others =
        IntStream.of(sent).filter(place -> all.ok(place) && !chosen.get(place)).toArray();
    int step = step(others.length, most - chosen.cardinality());
    choose(others, step, chosen);
    String kept =
        failures.length == 0
            ? ""
            : failureStep == 1
                ? String.format(Locale.ROOT, "all %,d that did not succeed, ", failures.length)
                : String.format(
                    Locale.ROOT,
                    "one in %,d of the %,d that did not succeed, ",
                    failureStep,
                    failures.length);
    return new Selection(
        IntStream.of(sent).filter(chosen::get).toArray(),
        String.format(
            Locale.ROOT,
            "%,d of %,d requests: %sthe %,d successful ones that took longest, and one in %,d of"
                + " the others, in the order of sending.",
            chosen.cardinality(),
            sent.length,
            kept,
            slow.length,
            step));
  }

  /**
   * Of successful requests at most this many.
   *
   * @param slow places that are kept, at most {@link #slowest} of them
   */
  static Selection ofSuccesses(Requests all, int[] slow, int most) {
    int[] sent = IntStream.of(all.placesBySending()).filter(all::ok).toArray();
    if (sent.length <= most) {
      return new Selection(
          sent, String.format(Locale.ROOT, "All %,d successful requests.", sent.length));
    }
    BitSet chosen = new BitSet();
    IntStream.of(slow).limit(slowest(most)).forEach(chosen::set);
    int kept = chosen.cardinality();
    int[] others = IntStream.of(sent).filter(place -> !chosen.get(place)).toArray();
    int step = step(others.length, most - kept);
    choose(others, step, chosen);
    return new Selection(
        IntStream.of(sent).filter(chosen::get).toArray(),
        String.format(
            Locale.ROOT,
            "%,d of %,d successful requests: the %,d slowest to the first output, and one in %,d"
                + " of the others, in the order of sending.",
            chosen.cardinality(),
            sent.length,
            kept,
            step));
  }

  /** One in every few must be taken of these. */
  private static int step(int of, int most) {
    return most <= 0 ? NONE : Math.max(1, (of + most - 1) / most);
  }

  private static void choose(int[] places, int step, BitSet chosen) {
    for (long i = 0; i < places.length && step < NONE; i += step) {
      chosen.set(places[(int) i]);
    }
  }

  private static int[] longest(Requests all, int most) {
    Slowest slowest = new Slowest(most);
    for (int place = 0; place < all.size(); place++) {
      if (all.ok(place)) {
        slowest.add(place, all.endNanos(place) - all.sentNanos(place));
      }
    }
    return slowest.places();
  }

  /** The slowest of many, by a time; of equal ones those that come first. One thread. */
  static final class Slowest {

    private record One(int place, long nanos) {}

    private final int most;
    private int count;

    /** The one that goes first is the fastest. */
    private final PriorityQueue<One> kept =
        new PriorityQueue<>(
            Comparator.comparingLong(One::nanos)
                .thenComparing(Comparator.comparingInt(One::place).reversed()));

    Slowest(int most) {
      this.most = most;
    }

    void add(int place, long nanos) {
      count++;
      One fastest = kept.size() < most ? null : kept.peek();
      if (kept.size() < most) {
        kept.add(new One(place, nanos));
      } else if (fastest != null && nanos > fastest.nanos()) {
        kept.poll();
        kept.add(new One(place, nanos));
      }
    }

    /** How many were added. */
    int count() {
      return count;
    }

    /** Their places, the slowest first. */
    int[] places() {
      return kept.stream()
          .sorted(Comparator.comparingLong(One::nanos).reversed().thenComparingInt(One::place))
          .mapToInt(One::place)
          .toArray();
    }
  }
}
