package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import llmbench.report.vllm.VllmJson;

/** vLLM bench's result. */
final class JsonFormat implements ReportFormat {

  /**
   * The result, without a line feed at its end.
   *
   * @param detailed with a list entry for each request
   */
  static VllmJson result(FormatSource from, boolean detailed) {
    ReportInput input = from.input();
    return VllmJson.of(input.figures(), input.times(), input.settings(), detailed, from.partial());
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String hint() {
    return "vLLM's";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    result(from, from.isListed()).writeTo(out);
    out.write(System.lineSeparator());
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return from.input().isLogOnly() || from.input().isOwnSimulation()
        ? List.of()
        : List.of(new OutputFile("vllm.json", out -> result(from, from.isListed()).writeTo(out)));
  }
}
