package llmbench.metrics.numbers;

/** The one place where the record's nanoseconds become the tools' seconds. */
public final class Seconds {

  private static final double NANOS = 1e9;

  private Seconds() {}

  public static double ofNanos(long nanos) {
    return nanos / NANOS;
  }
}
