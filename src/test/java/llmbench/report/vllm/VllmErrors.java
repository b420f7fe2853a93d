package llmbench.report.vllm;

import java.util.List;
import llmbench.metrics.request.RequestTimes;

/**
 * The lines about failures that {@code vllm bench serve} prints before its block. Source: {@code
 * benchmark()} of {@code serve.py} of vLLM 0.32; 0.11 has none, and neither have requests that
 * pool.
 */
public final class VllmErrors {

  private static final int MOST = 10;

  private VllmErrors() {}

  /** The lines, with a line feed after each; empty where nothing failed. */
  public static String of(List<RequestTimes> requests, VllmReportSettings settings) {
    if (settings.is011() || settings.isPooling()) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    int shown = 0;
    for (RequestTimes request : requests) {
      if (!request.success() && shown < MOST) {
        lines.append("Error ").append(shown++).append(": ").append(request.error()).append('\n');
      }
    }
    return shown == 0
        ? ""
        : "Failed requests during benchmark run detected (capping to " + MOST + "):\n" + lines;
  }
}
