package llmbench.progress;

import llmbench.timeline.RequestRecord;
import llmbench.timeline.SoFar;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the requests that are finished: counts, and the times of the last few hundred,
 * so memory doesn't grow with a run. The recorder's thread adds, another reads.
 */
final class FinishedRequests {

  /** Requests whose times to the first output and to the end are kept. */
  private static final int FIRST_OUTPUTS = 512;

  /** Gaps between outputs that are kept: a request hands over its last few. */
  private static final int GAPS = 4096;

  private static final double NANOS_PER_MILLI = 1e6;

  private int ok;
  private int failed;
  private int interrupted;
  private long tokens;
  private long countedTokens;
  private long countedOutputs;
  private final Recent ttftMillis = new Recent(FIRST_OUTPUTS);
  private final Recent gapMillis = new Recent(GAPS);
  private final Recent e2elMillis = new Recent(FIRST_OUTPUTS);

  /**
   * What is known at one moment.
   *
   * @param ok successes
   * @param failed failures
   * @param interrupted requests that are neither, since the run was stopped
   * @param tokens output tokens of all of them
   * @param tokensPerOutput tokens that an output chunk stands for: more than one where the server
   *     bundles them
   */
  record Totals(int ok, int failed, int interrupted, long tokens, double tokensPerOutput) {

    int done() {
      return ok + failed;
    }
  }

  synchronized void add(RequestRecord request) {
    SoFar answer = request.messages().soFar();
    int reported = reportedTokens(request.usage());
    tokens += reported > 0 ? reported : answer.outputs();
    if (request.isInterrupted()) {
      interrupted++;
    } else if (request.ok()) {
      ok++;
      addTimes(answer);
      e2elMillis.add((request.endNanos() - request.sentNanos()) / NANOS_PER_MILLI);
      if (reported > 0 && answer.outputs() > 0) {
        countedTokens += reported;
        countedOutputs += answer.outputs();
      }
    } else {
      failed++;
    }
  }

  private void addTimes(SoFar answer) {
    if (answer.firstOutputNanos() >= 0) {
      ttftMillis.add(answer.firstOutputNanos() / NANOS_PER_MILLI);
    }
    for (int i = 0; i < answer.gaps(); i++) {
      gapMillis.add(answer.gapNanos(i) / NANOS_PER_MILLI);
    }
  }

  synchronized Totals totals() {
    double perOutput = countedOutputs == 0 ? 1 : (double) countedTokens / countedOutputs;
    return new Totals(ok, failed, interrupted, tokens, perOutput);
  }

  /** From sending to the first output, of the last few hundred successes. */
  synchronized double[] ttftMillis() {
    return ttftMillis.toArray();
  }

  /** From one output to the next, the last of each of the last few hundred successes. */
  synchronized double[] gapMillis() {
    return gapMillis.toArray();
  }

  /** From sending to the last byte, of the last few hundred successes. */
  synchronized double[] e2elMillis() {
    return e2elMillis.toArray();
  }

  /** 0 where the server reported none. */
  private static int reportedTokens(@Nullable Usage usage) {
    return usage == null || usage.completionTokens() == null ? 0 : usage.completionTokens();
  }
}
