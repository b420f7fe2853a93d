package llmbench.reporting;

import java.util.Optional;
import llmbench.options.ToolVersion;
import llmbench.timeline.Requests;
import llmbench.verdict.Doubt;

/** Requests that were answered, whatever the tool makes of them. */
final class AnsweredRequests {

  private AnsweredRequests() {}

  /**
   * Says how many of them vLLM bench takes for failures since it times no output of theirs; empty
   * where there are none. evalscope takes none of ours for one.
   */
  static Optional<Doubt> untimed(ReportInput input) {
    ToolVersion compat = input.options().compat();
    Requests records = input.records();
    if (compat.tool() != ToolVersion.Tool.VLLM || records.isEmpty() || input.isLogOnly()) {
      return Optional.empty();
    }
    int answered = records.size() - records.failed().size();
    // Failures that are taken for successes are among those that it counts.
    int untimed = answered + input.taken().size() - input.figures().completed();
    return untimed > 0
        ? Optional.of(new Doubt.AnsweredUntimed(untimed, answered, compat.label()))
        : Optional.empty();
  }
}
