package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import llmbench.report.csv.RequestsCsv;

/** A line for each request, for spreadsheets and databases. */
final class CsvFormat implements ReportFormat {

  /** Whether there is what it is made of. */
  static boolean isIn(FormatSource from) {
    return from.isOurs() && !from.input().isLogOnly();
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String hint() {
    return "a line each request";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    if (!isIn(from)) {
      throw new IllegalArgumentException(
          "requests.csv needs the requests.jsonl of one of our runs: there is none.");
    }
    ReportInput input = from.input();
    boolean converse = from.parts().conversations().isPresent();
    new RequestsCsv(input.drawn(), input.dialect(), input.goodput(), converse)
        .writeTo(out, input.tokenCounter());
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return isIn(from) && from.isListed() ? file(from, RequestsCsv.FILE) : List.of();
  }
}
