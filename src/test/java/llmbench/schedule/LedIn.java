package llmbench.schedule;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * A schedule with warm-up requests in front that come as its own first requests do: at the same
 * times, from the beginning again where there are more of them than it has. Its own times are then
 * counted from the last of theirs, so the load has no gap between, and nothing is drawn for it.
 *
 * @param warmUps how many, or 0
 * @param measured the schedule
 */
public record LedIn(int warmUps, Arrivals measured) implements Arrivals {

  @Override
  public int requests() {
    return Math.addExact(warmUps, measured.requests());
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    return new Times();
  }

  private final class Times implements PrimitiveIterator.OfDouble {

    private PrimitiveIterator.OfDouble round = measured.seconds();

    /** What the times of the round are counted from. */
    private double zero;

    private double latest;
    private int next;

    @Override
    public boolean hasNext() {
      return next < requests();
    }

    @Override
    public double nextDouble() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (next == warmUps || !round.hasNext()) {
        round = measured.seconds();
        zero = latest;
      }
      next++;
      latest = zero + round.nextDouble();
      return latest;
    }
  }
}
