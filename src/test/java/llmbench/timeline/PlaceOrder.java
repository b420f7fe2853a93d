package llmbench.timeline;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The places of a list in the order of their keys, without a box for each. What is in order already
 * is merged and not sorted: a few lists joined, as several clients leave them, cost a comparison or
 * two a place, and eight bytes each beside the keys for as long as it takes.
 */
public final class PlaceOrder {

  private final long[] keys;
  private final IntUnaryOperator ties;

  private PlaceOrder(long[] keys, IntUnaryOperator ties) {
    this.keys = keys;
    this.ties = ties;
  }

  /**
   * The places in their order; of equal keys in the order of the list.
   *
   * @param keys by place; they are not changed
   */
  public static int[] by(long[] keys) {
    return by(keys, place -> 0);
  }

  /**
   * The places in their order.
   *
   * @param keys by place; they are not changed
   * @param ties the second key of a place, asked for where the first ones are equal
   */
  public static int[] by(long[] keys, IntUnaryOperator ties) {
    return new PlaceOrder(keys, ties).sorted();
  }

  private int[] sorted() {
    int[] places = new int[keys.length];
    Arrays.setAll(places, place -> place);
    int[] bounds = runs();
    int[] merged = new int[places.length];
    // Of each two neighbours one is made, until there is one.
    while (bounds.length > 2) {
      int[] fewer = new int[bounds.length / 2 + 1];
      int count = 0;
      for (int i = 0; i + 1 < bounds.length; i += 2) {
        int to = bounds[Math.min(i + 2, bounds.length - 1)];
        merge(places, bounds[i], bounds[i + 1], to, merged);
        fewer[++count] = to;
      }
      bounds = Arrays.copyOf(fewer, count + 1);
      int[] free = places;
      places = merged;
      merged = free;
    }
    return places;
  }

  /** Where each part that is in order begins, and behind them where the last one ends. */
  private int[] runs() {
    int[] bounds = new int[16];
    int count = 1;
    for (int place = 1; place < keys.length; place++) {
      if (compare(place - 1, place) > 0) {
        if (count == bounds.length) {
          bounds = Arrays.copyOf(bounds, 2 * count);
        }
        bounds[count++] = place;
      }
    }
    bounds = Arrays.copyOf(bounds, count + 1);
    bounds[count] = keys.length;
    return bounds;
  }

  private void merge(int[] from, int first, int second, int end, int[] to) {
    int one = first;
    int other = second;
    for (int place = first; place < end; place++) {
      boolean takesOne = other == end || (one < second && compare(from[one], from[other]) <= 0);
      to[place] = takesOne ? from[one++] : from[other++];
    }
  }

  private int compare(int one, int other) {
    return keys[one] == keys[other]
        ? Integer.compare(ties.applyAsInt(one), ties.applyAsInt(other))
        : Long.compare(keys[one], keys[other]);
  }
}
