package llmbench.simserver;

import java.util.Arrays;

/**
 * What really happened to one request, by the server's own clock: stamps of {@link
 * System#nanoTime()}, each taken right before the write it is of. Filled on the event loop of its
 * connection; read when it is over.
 */
public final class RequestTruth {

  private final int number;
  private final String requestId;
  private final int connection;
  private final int inFlight;
  private final long arrivedNanos;

  private long[] tokenNanos;
  private int tokens;
  private volatile long endNanos;
  private volatile boolean completed;
  private volatile int promptTokens;

  RequestTruth(
      int number,
      String requestId,
      int connection,
      int inFlight,
      long arrivedNanos,
      int expectedTokens) {
    this.number = number;
    this.requestId = requestId;
    this.connection = connection;
    this.inFlight = inFlight;
    this.arrivedNanos = arrivedNanos;
    this.tokenNanos = new long[Math.min(expectedTokens, 1 << 16)];
  }

  void tokenWritten(long stampNanos) {
    if (tokens == tokenNanos.length) {
      tokenNanos = Arrays.copyOf(tokenNanos, Math.max(16, tokens * 2));
    }
    tokenNanos[tokens++] = stampNanos;
  }

  void ended(long stampNanos, boolean whole) {
    completed = whole;
    endNanos = stampNanos;
  }

  void promptCounted(int count) {
    promptTokens = count;
  }

  /** Its place in the order of arrival, from 0. */
  public int number() {
    return number;
  }

  /** The {@code x-request-id} it came with; empty when it had none. */
  public String requestId() {
    return requestId;
  }

  /** The connection it came on, from 0. */
  public int connection() {
    return connection;
  }

  /** How many requests were in flight when it arrived, itself included. */
  public int inFlight() {
    return inFlight;
  }

  /** When its last byte was read. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** When its last byte was written, or its client was gone; 0 while it goes on. */
  public long endNanos() {
    return endNanos;
  }

  /** Whether it is over. */
  public boolean isOver() {
    return endNanos != 0;
  }

  /** Whether all of the answer was written. */
  public boolean completed() {
    return completed;
  }

  /** Tokens of the prompt with the chat template; 0 while not counted. */
  public int promptTokens() {
    return promptTokens;
  }

  /** How many tokens were written. */
  public int tokens() {
    return tokens;
  }

  /** When token {@code i} was written. */
  public long tokenNanos(int i) {
    return tokenNanos[i];
  }
}
