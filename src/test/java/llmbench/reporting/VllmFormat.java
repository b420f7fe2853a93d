package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import llmbench.report.vllm.VllmText;

/** vLLM bench's block. */
final class VllmFormat implements ReportFormat {

  @Override
  public String name() {
    return "vllm";
  }

  @Override
  public String hint() {
    return "its block";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(ReportConsole.vllm(from.input()));
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    ReportInput input = from.input();
    return input.isLogOnly() || input.isOwnSimulation()
        ? List.of()
        : List.of(
            new OutputFile(
                "vllm.txt",
                out -> out.write(from.mark() + VllmText.of(input.figures(), input.settings()))));
  }
}
