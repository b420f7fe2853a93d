package llmbench.latency;

/** The times of a successful request by some definition: what a {@link LatencyMetric} is of. */
public interface RequestLatency {

  /** Whether it is known when its first token came. */
  boolean hasFirstToken();

  /** From sending to the first token. */
  double ttftSeconds();

  /** From sending to the end. */
  double latencySeconds();

  /** Tokens of the answer; 0 where the definition counts none. */
  int outputTokens();
}
