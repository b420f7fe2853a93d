package llmbench.schedule;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.IntToDoubleFunction;

/**
 * Times that a dataset has of its prompts. The tool sleeps until each request's time, one after the
 * other, so one whose time is over, or before the start, is sent right behind the one before it.
 *
 * <p>Source: {@code get_request} of {@code vllm/benchmarks/serve.py} with {@code self_timed}.
 *
 * @param requests how many, at least one
 * @param given seconds from the run's start of each request, of any sign and order
 */
public record GivenTimes(int requests, IntToDoubleFunction given) implements Arrivals {

  /**
   * Checks how many there are.
   *
   * @throws ScheduleException when there are none
   */
  public GivenTimes {
    Checks.requests(requests);
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    return new PrimitiveIterator.OfDouble() {

      private int next;
      private double latest;

      @Override
      public boolean hasNext() {
        return next < requests;
      }

      @Override
      public double nextDouble() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        latest = Math.max(latest, given.applyAsDouble(next));
        next++;
        return latest;
      }
    };
  }
}
