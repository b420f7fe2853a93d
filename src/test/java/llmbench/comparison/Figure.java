package llmbench.comparison;

import java.util.Set;

/** A figure that the tools share: what each calls it, in the one unit that we compare it in. */
public enum Figure {
  SUCCEEDED("Successful requests", "Success Requests", 0),
  FAILED("Failed requests", "Failed Requests", 0),
  DURATION("Benchmark duration (s)", "Test Duration (s)", 2),
  INPUT_TOKENS("Input tokens per request", "Avg Input Tokens", 2),
  OUTPUT_TOKENS("Generated tokens per request", "Avg Output Tokens", 2),
  REQUEST_RATE("Request throughput (req/s)", "Req Throughput (req/s)", 2),
  OUTPUT_RATE("Output token throughput (tok/s)", "Output Throughput (tok/s)", 2),
  TOTAL_RATE("Total token throughput (tok/s)", "Total Throughput (tok/s)", 2),
  TTFT_MEAN("Mean TTFT (ms)", "Avg TTFT (ms)", 2),
  TTFT_P50("Median TTFT (ms)", "50% TTFT (ms)", 2),
  TTFT_P99("P99 TTFT (ms)", "99% TTFT (ms)", 2),
  TPOT_MEAN("Mean TPOT (ms)", "Avg TPOT (ms)", 2),
  TPOT_P50("Median TPOT (ms)", "50% TPOT (ms)", 2),
  TPOT_P99("P99 TPOT (ms)", "99% TPOT (ms)", 2),
  ITL_MEAN("Mean ITL (ms)", "Avg ITL (ms)", 2),
  ITL_P50("Median ITL (ms)", "50% ITL (ms)", 2),
  ITL_P99("P99 ITL (ms)", "99% ITL (ms)", 2),
  E2EL_MEAN("Mean E2EL (ms)", "Avg Latency (ms)", 2),
  E2EL_P50("Median E2EL (ms)", "50% Latency (ms)", 2),
  E2EL_P99("P99 E2EL (ms)", "99% Latency (ms)", 2);

  /** Those for which no token has to be timed or counted. */
  public static final Set<Figure> WITHOUT_TOKENS =
      Set.of(SUCCEEDED, FAILED, DURATION, REQUEST_RATE, E2EL_MEAN, E2EL_P50, E2EL_P99);

  private final String vllm;
  private final String evalscope;
  private final int decimals;

  Figure(String vllm, String evalscope, int decimals) {
    this.vllm = vllm;
    this.evalscope = evalscope;
    this.decimals = decimals;
  }

  /** Its name in {@code vllm bench serve}. */
  public String vllm() {
    return vllm;
  }

  /** Its name in {@code evalscope perf} 1.14; times are compared in ms, also where it has s. */
  public String evalscope() {
    return evalscope;
  }

  /** With how many decimals it is shown. */
  public int decimals() {
    return decimals;
  }
}
