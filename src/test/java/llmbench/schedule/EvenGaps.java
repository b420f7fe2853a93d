package llmbench.schedule;

import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/**
 * Gaps that are all the same: request i, counted from 0, is sent at (i + 1) / rate. So the first
 * one waits as well and the last is due at requests / rate, as in the random schedules of both
 * tools, beside which it can be laid. Nothing is drawn, and nothing is added up that could drift.
 *
 * @param requests how many, at least one
 * @param rate requests a second
 */
public record EvenGaps(int requests, double rate) implements Arrivals {

  /**
   * Checks what was asked for.
   *
   * @throws ScheduleException when the rate isn't above 0, or so small that its times have no end
   */
  public EvenGaps {
    Checks.requests(requests);
    Checks.rate(rate);
    Checks.isKept(rate, requests / rate);
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    return IntStream.range(0, requests).mapToDouble(i -> (i + 1.0) / rate).iterator();
  }
}
