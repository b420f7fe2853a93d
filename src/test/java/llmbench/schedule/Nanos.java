package llmbench.schedule;

import java.util.PrimitiveIterator;

/** Seconds as nanoseconds; beyond the 292 years that these can count, the last of them. */
record Nanos(PrimitiveIterator.OfDouble seconds) implements PrimitiveIterator.OfLong {

  private static final double IN_A_SECOND = 1e9;

  @Override
  public boolean hasNext() {
    return seconds.hasNext();
  }

  @Override
  public long nextLong() {
    return Math.round(seconds.nextDouble() * IN_A_SECOND);
  }
}
