package llmbench.simserver.config;

/** When tokens are written: a model of a server's time. Times are nanoseconds. */
public sealed interface Timing {

  /**
   * The same for every request, whatever the load.
   *
   * @param ttftNanos from the request to the first token
   * @param gapNanos from one token to the next
   * @param prefillTokenNanos more to the first token for each prompt token that is prefilled
   */
  record Fixed(long ttftNanos, long gapNanos, long prefillTokenNanos) implements Timing {

    /** However long the prompt is. */
    public Fixed(long ttftNanos, long gapNanos) {
      this(ttftNanos, gapNanos, 0);
    }

    /** From milliseconds. */
    public static Fixed ofMillis(double ttftMillis, double gapMillis) {
      return new Fixed(nanos(ttftMillis), nanos(gapMillis));
    }

    /** The same with a longer way to the first token the more is prefilled. */
    public Fixed withPrefill(double microsPerToken) {
      return new Fixed(ttftNanos, gapNanos, nanos(microsPerToken / 1e3));
    }

    @Override
    public String toString() {
      String prefill =
          prefillTokenNanos == 0 ? "" : " and " + prefillTokenNanos / 1e3 + " us a prompt token";
      return "fixed, TTFT " + ttftNanos / 1e6 + " ms" + prefill + ", gap " + gapNanos / 1e6 + " ms";
    }
  }

  /**
   * Continuous batching, as vLLM does it: a request passes the front end, waits for the next step,
   * is prefilled in it, and gets one token in each step from then on.
   *
   * @param name of the profile, for people
   * @param frontEndNanos that the front end is busy with a request; it takes one after another
   * @param latencyNanos that a request is under way besides, however idle the server
   * @param stepNanos that a step takes at least
   * @param sequenceNanos more for each running sequence
   * @param prefillTokenNanos more for each prompt token that is prefilled in the step
   * @param maxSequences most sequences that run at once; more wait
   * @param maxPrefillTokens most prompt tokens that are prefilled in a step
   */
  record Batch(
      String name,
      long frontEndNanos,
      long latencyNanos,
      long stepNanos,
      long sequenceNanos,
      long prefillTokenNanos,
      int maxSequences,
      int maxPrefillTokens)
      implements Timing {

    /**
     * The shape of vLLM bench's reference run (A100, Qwen2.5-0.5B-Instruct, 50 at once, 100 tokens
     * in and out), which printed TPOT 4.73 ms and TTFT 33 (mean), 24 (median), 98 ms (P99). Here
     * TPOT, median and P99 are these, whatever a client takes between two requests up to 0.5 ms;
     * the mean is 29 ms: what is missing came from that run's client.
     */
    public static final Batch A100_QWEN25_05B =
        new Batch(
            "a100-qwen2.5-0.5b",
            nanos(1.65),
            nanos(14.5),
            nanos(3.73),
            nanos(0.0195),
            nanos(0.0011),
            256,
            8192);

    /** The same with at most this many sequences at once. */
    public Batch withMaxSequences(int most) {
      return new Batch(
          name,
          frontEndNanos,
          latencyNanos,
          stepNanos,
          sequenceNanos,
          prefillTokenNanos,
          most,
          maxPrefillTokens);
    }

    /** The same with steps that take so many times as long; what is prefilled in them does not. */
    public Batch withSteps(double factor) {
      return new Batch(
          factor == 1 ? name : name + " × " + factor,
          frontEndNanos,
          latencyNanos,
          Math.round(factor * stepNanos),
          Math.round(factor * sequenceNanos),
          prefillTokenNanos,
          maxSequences,
          maxPrefillTokens);
    }

    @Override
    public String toString() {
      return "batch, profile " + name + ", at most " + maxSequences + " at once";
    }
  }

  private static long nanos(double millis) {
    return Math.round(millis * 1e6);
  }
}
