package llmbench.reporting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.vllm.VllmReportSettings;
import llmbench.runlog.VllmResult;
import llmbench.verdict.Doubt;
import llmbench.verdict.RecordDoubt;
import llmbench.verdict.RunDoubts;

/** A result of vLLM bench becomes what is to be reported. */
final class ResultInput {

  private ResultInput() {}

  static ReportInput of(VllmResult result, Map<String, String> changed) {
    ReportOptions options = ReportOptions.ofResult(result.options(), changed);
    VllmReportSettings settings = VllmReportSettings.of(options, date(result.date()));
    List<RequestTimes> times = ResultRequests.times(result);
    VllmFigures figures =
        VllmFigures.of(
                times, MeasuredTime.of(result.durationSeconds()), ReportInput.goodput(options))
            .with(ResultBesides.of(result.extras(), result.durationSeconds()));
    return new ReportInput(
        settings,
        times,
        ReportInput.NONE,
        ResultRequests.of(times),
        ReportInput.NONE,
        List.of(),
        figures,
        figures,
        options,
        new RunDoubts(List.of(), List.of(), Optional.empty()),
        doubts(result),
        text -> 1,
        Optional.empty());
  }

  private static List<Doubt> doubts(VllmResult result) {
    return result.differences().isEmpty()
        ? List.of()
        : List.of(new RecordDoubt.ResultDisagrees(result.differences()));
  }

  private static LocalDateTime date(String vllms) {
    try {
      return LocalDateTime.parse(
          vllms, DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    } catch (DateTimeParseException e) {
      return LocalDateTime.ofInstant(Instant.EPOCH, ZoneId.systemDefault());
    }
  }
}
