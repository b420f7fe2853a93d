package llmbench.timeline;

import java.util.Arrays;

/**
 * The order in which requests ended; of one time in the order of the dataset. What is in order
 * already is merged and not sorted: a few lists joined, as several clients leave them, cost a
 * comparison or two a request, and sixteen bytes each for as long as it takes.
 */
final class EndOrder {

  private final Requests requests;
  private final long[] ends;

  private EndOrder(Requests requests) {
    this.requests = requests;
    ends = new long[requests.size()];
    Arrays.setAll(ends, requests::endNanos);
  }

  /** The places of the requests in that order. */
  static int[] of(Requests requests) {
    return new EndOrder(requests).sorted();
  }

  /** Whether they are in that order. */
  static boolean isOf(Requests requests) {
    long before = Long.MIN_VALUE;
    for (int place = 0; place < requests.size(); place++) {
      long end = requests.endNanos(place);
      if (end < before
          || (end == before && place > 0 && requests.index(place) < requests.index(place - 1))) {
        return false;
      }
      before = end;
    }
    return true;
  }

  private int[] sorted() {
    int[] places = new int[ends.length];
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
    for (int place = 1; place < ends.length; place++) {
      if (compare(place - 1, place) > 0) {
        if (count == bounds.length) {
          bounds = Arrays.copyOf(bounds, 2 * count);
        }
        bounds[count++] = place;
      }
    }
    bounds = Arrays.copyOf(bounds, count + 1);
    bounds[count] = ends.length;
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
    return ends[one] == ends[other]
        ? Integer.compare(requests.index(one), requests.index(other))
        : Long.compare(ends[one], ends[other]);
  }
}
