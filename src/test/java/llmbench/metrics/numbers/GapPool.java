package llmbench.metrics.numbers;

/**
 * The gaps of all requests of a run in one pool: those of a record are whole nanoseconds, those of
 * a tool's own result are seconds with a fraction. One run, one thread.
 */
public final class GapPool {

  private final GapMultiset nanos = new GapMultiset();
  private final Doubles seconds = new Doubles();

  /** Adds a request's gaps. */
  public void add(Series gaps) {
    gaps.appendTo(nanos, seconds);
  }

  /** How the gaps are spread; in seconds. */
  public Distribution distribution() {
    if (seconds.isEmpty()) {
      return Distribution.of(nanos.seconds());
    }
    nanos
        .seconds()
        .walk(
            (value, times) -> {
              for (int i = 0; i < times; i++) {
                seconds.add(value);
              }
            });
    return Distribution.of(seconds);
  }
}
