package llmbench.llm;

import java.math.BigDecimal;
import java.time.Duration;
import llmbench.timeline.FaultKind;

/**
 * How long the parts of a request may take, and which limit comes next. Pure: it has no clock and
 * no timer. The limit of the whole request is Gatling's own request timeout.
 *
 * @param connectNanos until there is a connection, TLS included; {@link #NONE} for no limit
 * @param firstTokenNanos from sending to the first output; {@link #NONE} for no limit
 * @param idleNanos from one read to the next, and from writing the request to the first; {@link
 *     #NONE} for no limit
 */
record Timeouts(long connectNanos, long firstTokenNanos, long idleNanos) {

  private static final int NANO_DIGITS = 9;
  private static final int NANOS_PER_MILLI = 1_000_000;

  /** No limit. */
  static final long NONE = Long.MAX_VALUE;

  /** No limit at all. */
  static final Timeouts UNLIMITED = new Timeouts(NONE, NONE, NONE);

  /**
   * How far a request is; stamps of one clock.
   *
   * @param sentNanos when it was sent: before a connection was taken or opened
   * @param connected whether it has a connection, and was written
   * @param output whether a first output came
   * @param lastNanos when the last read was, or the request was written; nothing without a
   *     connection
   */
  record Progress(long sentNanos, boolean connected, boolean output, long lastNanos) {}

  /**
   * The limit that comes next.
   *
   * @param kind what breaking it is called
   * @param leftNanos until then; 0 or less: it is broken; {@link #NONE}: there is none
   */
  record Next(FaultKind kind, long leftNanos) {

    boolean isBroken() {
      return leftNanos <= 0;
    }

    private Next orSooner(Next other) {
      return other.leftNanos < leftNanos ? other : this;
    }
  }

  /** At each read. A record's own equals goes through method handles, which C1 leaves as calls. */
  boolean isUnlimited() {
    return connectNanos == NONE && firstTokenNanos == NONE && idleNanos == NONE;
  }

  Timeouts connect(Duration limit) {
    return new Timeouts(nanos("connect", limit), firstTokenNanos, idleNanos);
  }

  Timeouts firstToken(Duration limit) {
    return new Timeouts(connectNanos, nanos("first token", limit), idleNanos);
  }

  Timeouts idle(Duration limit) {
    return new Timeouts(connectNanos, firstTokenNanos, nanos("idle", limit));
  }

  /** The limit that is broken first, whether that is still to come or past. */
  Next next(Progress progress, long nowNanos) {
    long sinceSent = nowNanos - progress.sentNanos();
    Next next =
        new Next(
            FaultKind.FIRST_TOKEN_TIMEOUT,
            progress.output() ? NONE : left(firstTokenNanos, sinceSent));
    return progress.connected()
        ? next.orSooner(
            new Next(FaultKind.IDLE_TIMEOUT, left(idleNanos, nowNanos - progress.lastNanos())))
        : next.orSooner(new Next(FaultKind.CONNECT_TIMEOUT, left(connectNanos, sinceSent)));
  }

  /** The limit of a kind in seconds, for messages. */
  String seconds(FaultKind kind) {
    long nanos =
        switch (kind) {
          case CONNECT_TIMEOUT -> connectNanos;
          case FIRST_TOKEN_TIMEOUT -> firstTokenNanos;
          default -> idleNanos;
        };
    return BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString() + " s";
  }

  private static long left(long limit, long elapsed) {
    return limit == NONE ? NONE : limit - elapsed;
  }

  /** A limit of Gatling's, which takes 0 milliseconds for none: rounded up. */
  static Duration wholeMillis(String name, Duration limit) {
    return Duration.ofMillis((nanos(name, limit) + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
  }

  private static long nanos(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "the " + name + " timeout is " + limit + "; expected more than 0");
    }
    return limit.toNanos();
  }
}
