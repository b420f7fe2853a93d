package llmbench.report.vllm;

import java.util.List;
import llmbench.metrics.request.RequestTimes;

/** The lists of one number a request, from one walk: a request of a large run is made each time. */
final class ListColumns {

  private final int[] inputTokens;
  private final int[] outputTokens;
  private final double[] ttftSeconds;
  private final double[] latencySeconds;
  private final double[] startSeconds;
  private final double[] queueSeconds;

  private ListColumns(int size) {
    inputTokens = new int[size];
    outputTokens = new int[size];
    ttftSeconds = new double[size];
    latencySeconds = new double[size];
    startSeconds = new double[size];
    queueSeconds = new double[size];
  }

  static ListColumns of(List<RequestTimes> requests) {
    ListColumns columns = new ListColumns(requests.size());
    int i = 0;
    for (RequestTimes request : requests) {
      columns.inputTokens[i] = request.inputTokens();
      columns.outputTokens[i] = request.outputTokens();
      columns.ttftSeconds[i] = request.ttftSeconds();
      columns.latencySeconds[i] = request.latencySeconds();
      columns.startSeconds[i] = request.startSeconds();
      columns.queueSeconds[i] = request.queueSeconds();
      i++;
    }
    return columns;
  }

  int[] inputTokens() {
    return inputTokens;
  }

  int[] outputTokens() {
    return outputTokens;
  }

  double[] ttftSeconds() {
    return ttftSeconds;
  }

  double[] latencySeconds() {
    return latencySeconds;
  }

  double[] startSeconds() {
    return startSeconds;
  }

  double[] queueSeconds() {
    return queueSeconds;
  }
}
