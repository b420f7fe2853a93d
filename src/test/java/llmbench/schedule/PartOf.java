package llmbench.schedule;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.IntPredicate;

/**
 * The times of some of a schedule's requests: the same ones as in the whole, from the same start.
 * The whole is drawn each time, since nothing else knows its times.
 *
 * @param whole the schedule
 * @param requests how many of its requests these are, at least one
 * @param has whether a request of the whole, counted from 0, is one of these
 */
public record PartOf(Arrivals whole, int requests, IntPredicate has) implements Arrivals {

  /**
   * Checks how many there are.
   *
   * @throws ScheduleException when there are none
   */
  public PartOf {
    Checks.requests(requests);
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    PrimitiveIterator.OfDouble all = whole.seconds();
    return new PrimitiveIterator.OfDouble() {

      private int place;
      private int taken;

      @Override
      public boolean hasNext() {
        return taken < requests;
      }

      @Override
      public double nextDouble() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        taken++;
        double time = all.nextDouble();
        while (!has.test(place++)) {
          time = all.nextDouble();
        }
        return time;
      }
    };
  }
}
