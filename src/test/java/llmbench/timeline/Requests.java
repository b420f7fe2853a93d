package llmbench.timeline;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The requests of a run: a list of which the keys (place in the dataset, times, outcome) are at
 * hand, while the requests themselves may be read only when they are asked for. So a list of many
 * is sorted, merged and filtered without holding any of them.
 *
 * <p>Immutable; one thread.
 */
public abstract class Requests extends AbstractList<RequestRecord> implements RandomAccess {

  /** The {@link RequestRecord#index} of the request at this place of the list. */
  public abstract int index(int place);

  /** Its {@link RequestRecord#sentNanos}. */
  public abstract long sentNanos(int place);

  /** Its {@link RequestRecord#endNanos}. */
  public abstract long endNanos(int place);

  /** Whether it succeeded. */
  public abstract boolean ok(int place);

  /** Whether the run's stop interrupted it. */
  public abstract boolean isInterrupted(int place);

  /** These requests, which are held already. */
  public static Requests of(List<RequestRecord> requests) {
    return requests instanceof Requests those ? those : new RequestViews.Held(requests);
  }

  /** All of these, one list after the other. */
  public static Requests joined(List<Requests> parts) {
    return parts.size() == 1 ? parts.get(0) : new RequestViews.Joined(parts);
  }

  /** The same on a clock whose zero is so much earlier. */
  public Requests later(long nanos) {
    return nanos == 0 ? this : new RequestViews.Later(this, nanos);
  }

  /**
   * The same as one of several parts, each of which counts its conversations from 0: those of all
   * parts have numbers of their own.
   */
  public Requests ofPart(int part, int parts) {
    return parts == 1 ? this : new RequestViews.OfPart(this, part, parts);
  }

  /** The same by a rule that takes some failures for successes, and changes nothing else. */
  public Requests judged(UnaryOperator<RequestRecord> rule) {
    return new RequestViews.Judged(this, rule);
  }

  /** Those at the places that this takes, in their order. */
  public Requests only(IntPredicate places) {
    return at(IntStream.range(0, size()).filter(places).toArray());
  }

  /** Those at these places, in this order. */
  public Requests at(int[] places) {
    return new RequestViews.Chosen(this, places);
  }

  /** These in the order in which they ended; of one time in the order of the dataset. */
  public Requests byEnd() {
    return isByEnd() ? this : at(PlaceOrder.by(keys(this::endNanos), this::index));
  }

  private boolean isByEnd() {
    long before = Long.MIN_VALUE;
    for (int place = 0; place < size(); place++) {
      long end = endNanos(place);
      if (end < before || (end == before && place > 0 && index(place) < index(place - 1))) {
        return false;
      }
      before = end;
    }
    return true;
  }

  /** The places of these in the order in which they were sent; of one time in the dataset's. */
  public int[] placesBySending() {
    return PlaceOrder.by(keys(this::sentNanos), this::index);
  }

  private long[] keys(IntToLongFunction key) {
    long[] keys = new long[size()];
    Arrays.setAll(keys, key);
    return keys;
  }

  /** Those that the run's stop did not interrupt. */
  public Requests finished() {
    boolean all = IntStream.range(0, size()).noneMatch(this::isInterrupted);
    return all ? this : only(place -> !isInterrupted(place));
  }

  /** Those that failed. */
  public Requests failed() {
    return only(place -> !ok(place));
  }
}
