package llmbench.simserver.truth;

import java.util.Arrays;
import llmbench.simserver.config.ServerFault;
import org.jspecify.annotations.Nullable;

/**
 * What really happened to one request, by the server's own clock: stamps of {@link
 * System#nanoTime()}, each taken right before the write it is of. Written on the event loop of its
 * connection; may be read by any thread, also while it goes on.
 */
public final class RequestTruth {

  /** No more than this is set aside before the first token. */
  private static final int FIRST_CAPACITY = 4_096;

  private final int number;
  private final String requestId;
  private final long bodyHash;
  private final int connection;
  private final int inFlight;
  private final int turn;
  private final long arrivedNanos;
  private final boolean kept;

  private long[] tokenNanos;
  private long firstNanos;
  private long lastNanos;
  private volatile long scheduledNanos;
  private volatile int tokens;
  private volatile long endNanos;
  private volatile TruthEnding ending = TruthEnding.RUNNING;
  private volatile @Nullable ServerFault fault;
  private volatile int status;
  private volatile int chunks;
  private volatile boolean finishWritten;
  private volatile boolean usageWritten;
  private volatile boolean doneWritten;
  private volatile int promptTokens;
  private volatile int cachedTokens;

  /**
   * A request that has just arrived.
   *
   * @param turn of its conversation, from 1
   * @param expectedTokens how many tokens it is going to get
   * @param kept whether the time of each token is kept
   */
  RequestTruth(
      int number,
      String requestId,
      long bodyHash,
      int connection,
      int inFlight,
      long arrivedNanos,
      int turn,
      int expectedTokens,
      boolean kept) {
    this.number = number;
    this.requestId = requestId;
    this.bodyHash = bodyHash;
    this.connection = connection;
    this.inFlight = inFlight;
    this.arrivedNanos = arrivedNanos;
    this.turn = turn;
    this.kept = kept;
    tokenNanos = new long[kept ? Math.min(expectedTokens, FIRST_CAPACITY) : 0];
  }

  /** It is taken up, with so many tokens of its prompt cached: from now on it doesn't wait. */
  public void scheduled(long stampNanos, int cached) {
    cachedTokens = cached;
    scheduledNanos = stampNanos;
  }

  public void tokenWritten(long stampNanos) {
    int place = tokens;
    lastNanos = stampNanos;
    if (place == 0) {
      firstNanos = stampNanos;
    }
    if (kept) {
      if (place == tokenNanos.length) {
        tokenNanos = Arrays.copyOf(tokenNanos, Math.max(16, place * 2));
      }
      tokenNanos[place] = stampNanos;
    }
    // Last: whoever sees the count sees the stamps.
    tokens = place + 1;
  }

  /** ChatMessages with output were written; one after a token is the rule. */
  public void chunksWritten(int count) {
    int before = chunks;
    chunks = before + count;
  }

  public void statusWritten(int code) {
    status = code;
  }

  public void struck(ServerFault committed) {
    fault = committed;
  }

  /** What is written after the last token. */
  public void closing(boolean finish, boolean usage, boolean done) {
    finishWritten = finish;
    usageWritten = usage;
    doneWritten = done;
  }

  void ended(long stampNanos, TruthEnding how) {
    ending = how;
    endNanos = stampNanos;
  }

  public void promptCounted(int count) {
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

  /** The first 8 bytes of the SHA-256 of its body. */
  public long bodyHash() {
    return bodyHash;
  }

  /** The connection it came on, from 0. */
  public int connection() {
    return connection;
  }

  /** How many requests were in flight when it arrived, itself included. */
  public int inFlight() {
    return inFlight;
  }

  /** Which turn of its conversation it is, by what its prompt has of answers; from 1. */
  public int turn() {
    return turn;
  }

  /** When its last byte was read. */
  public long arrivedNanos() {
    return arrivedNanos;
  }

  /** When it was taken up by the model of time; it had waited until then. 0 before. */
  public long scheduledNanos() {
    return scheduledNanos;
  }

  /** When its last token so far was written; 0 before the first. On its event loop. */
  public long lastNanos() {
    return lastNanos;
  }

  /**
   * When the first message of its answer was written; a chat's role goes out in one flush with the
   * first token, and has its time. 0 before.
   */
  public long firstNanos() {
    return tokens == 0 ? 0 : firstNanos;
  }

  /**
   * When the end of its answer was written (finish reason where it comes apart, usage and {@code
   * [DONE]} are one write), or when its client was gone; 0 while it goes on.
   */
  public long endNanos() {
    return endNanos;
  }

  /** Whether it is over. */
  public boolean isOver() {
    return endNanos != 0;
  }

  /** How it ended. */
  public TruthEnding ending() {
    return ending;
  }

  /** Whether all of the answer was written. */
  public boolean completed() {
    return ending == TruthEnding.COMPLETED;
  }

  /** The fault that was committed, or begun; null for none. */
  public @Nullable ServerFault fault() {
    return fault;
  }

  /** The status that was written; 0 for none. */
  public int status() {
    return status;
  }

  /** ChatMessages with output that were written; a chat's role is none, nor is the usage. */
  public int chunks() {
    return chunks;
  }

  /** Whether a finish reason was written. */
  public boolean finishWritten() {
    return finishWritten;
  }

  /** Whether token counts were written. */
  public boolean usageWritten() {
    return usageWritten;
  }

  /** Whether {@code [DONE]} was written. */
  public boolean doneWritten() {
    return doneWritten;
  }

  /** Tokens of the prompt with the chat template; 0 while not counted. */
  public int promptTokens() {
    return promptTokens;
  }

  /** Tokens of the prompt that needed no prefill, as the prefix cache had them. */
  public int cachedTokens() {
    return cachedTokens;
  }

  /** How many tokens were written. */
  public int tokens() {
    return tokens;
  }

  /**
   * When token {@code i} was written.
   *
   * @throws IllegalArgumentException when it was not, or its time was not kept
   */
  public long tokenNanos(int i) {
    if (i < 0 || i >= tokens || !kept) {
      throw new IllegalArgumentException("the time of token " + i + " is not known");
    }
    return tokenNanos[i];
  }
}
