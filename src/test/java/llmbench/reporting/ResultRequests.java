package llmbench.reporting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.ServerSeconds;
import llmbench.runlog.VllmResult;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a result of vLLM bench as the page draws them. A result knows chunks and not what
 * was in them, so each is taken for an output; and that a request failed, but not by which of our
 * names.
 */
final class ResultRequests {

  private static final double NANOS = 1e9;
  private static final int OK = 200;

  private ResultRequests() {}

  /** Its requests as the tool has timed them. */
  static List<RequestTimes> times(VllmResult result) {
    List<RequestTimes> times = new ArrayList<>();
    for (VllmResult.Request request : result.requests()) {
      double[] gaps = request.gapsSeconds().stream().mapToDouble(Double::doubleValue).toArray();
      times.add(
          new RequestTimes(
              times.size(),
              request.error().isEmpty(),
              request.startSeconds(),
              request.startSeconds() + request.latencySeconds(),
              request.ttftSeconds(),
              Series.of(gaps),
              request.latencySeconds(),
              request.inputTokens(),
              request.outputTokens(),
              false,
              request.queueSeconds(),
              server(request),
              request.text(),
              request.error()));
    }
    return times;
  }

  private static @Nullable ServerSeconds server(VllmResult.Request request) {
    Double queue = request.serverQueueSeconds();
    Double ttft = request.serverTtftSeconds();
    return queue == null && ttft == null
        ? null
        : new ServerSeconds(optional(queue), optional(ttft));
  }

  private static OptionalDouble optional(@Nullable Double seconds) {
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  static Requests of(List<RequestTimes> times) {
    List<RequestRecord> requests = new ArrayList<>();
    times.forEach(request -> requests.add(request(request)));
    return Requests.of(requests);
  }

  private static RequestRecord request(RequestTimes times) {
    long sent = Math.round(times.startSeconds() * NANOS);
    return new RequestRecord(
        times.index(),
        "",
        "",
        times.inputTokens(),
        times.outputTokens(),
        sent,
        Math.max(sent, Math.round(times.endSeconds() * NANOS)),
        OK,
        0,
        messages(times),
        times.outputTokens() > 0
            ? new Usage(times.inputTokens(), times.outputTokens(), null)
            : null,
        null,
        "",
        "",
        fault(times));
  }

  private static Messages messages(RequestTimes times) {
    Series gaps = times.gapsSeconds();
    if (times.ttftSeconds() == 0 && gaps.size() == 0) {
      return Messages.NONE;
    }
    MessageKind[] kinds = new MessageKind[gaps.size() + 1];
    Arrays.fill(kinds, MessageKind.TEXT);
    long[] nanos = new long[kinds.length];
    nanos[0] = Math.round(times.ttftSeconds() * NANOS);
    for (int i = 1; i < nanos.length; i++) {
      nanos[i] = nanos[i - 1] + Math.max(0, Math.round(gaps.get(i - 1) * NANOS));
    }
    return Messages.of(kinds, nanos);
  }

  private static @Nullable Fault fault(RequestTimes times) {
    if (times.success()) {
      return null;
    }
    // The last line of a Python trace says what it was.
    String last =
        times.error().lines().reduce("", (before, line) -> line.isBlank() ? before : line);
    return new Fault(FaultKind.CHECK, last, times.error().equals(last) ? null : times.error());
  }
}
