package llmbench.metrics;

/** The one place where the record's nanoseconds become the tools' seconds. */
final class Seconds {

  private static final double NANOS = 1e9;

  private Seconds() {}

  static double ofNanos(long nanos) {
    return nanos / NANOS;
  }
}
