package llmbench.reporting;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import llmbench.report.vllm.VllmJson;

/** Every form that a report has. */
public final class ReportFormats {

  /** In the order in which their files are written. */
  static final List<ReportFormat> ALL =
      List.of(
          new VllmFormat(),
          new TurnsFormat(),
          new JsonFormat(),
          new EvalscopeFormat(),
          new VerdictFormat(),
          new JunitFormat(),
          new MarkdownFormat(),
          new CsvFormat(),
          new PrometheusFormat(),
          new JenkinsFormat(),
          new HtmlFormat());

  /** More make files of over a hundred megabytes, which hardly anything reads. */
  private static final int MAX_LISTED_GAPS = 5_000_000;

  private final FormatSource from;

  /** The forms of this report. */
  public ReportFormats(ReportParts parts) {
    this(parts, MAX_LISTED_GAPS);
  }

  ReportFormats(ReportParts parts, int mostListedGaps) {
    this(new FormatSource(parts, mostListedGaps, Optional.empty()));
  }

  private ReportFormats(FormatSource from) {
    this.from = from;
  }

  /** The names of all of them, each with what it is where the name doesn't say: for a help text. */
  public static final class Hints implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(Hints::of).iterator();
    }

    private static String of(ReportFormat format) {
      return format.name() + (format.hint().isEmpty() ? "" : " (" + format.hint() + ")");
    }
  }

  /** The names of all of them. */
  public static List<String> names() {
    return ALL.stream().map(ReportFormat::name).toList();
  }

  /** The same forms, as files of this directory. */
  ReportFormats in(Path directory) {
    return new ReportFormats(
        new FormatSource(from.parts(), from.mostListedGaps(), Optional.of(directory)));
  }

  /**
   * What is printed of a form; it throws IllegalArgumentException with a message where what was
   * read has none of it.
   *
   * @param name one of {@link #names()}
   */
  public OutputFile.Content printed(String name) {
    ReportFormat format = named(name);
    return out -> format.write(from, out);
  }

  /**
   * The files of a form; empty where what was read has none.
   *
   * @param name one of {@link #names()}
   */
  public List<OutputFile> files(String name) {
    return named(name).files(from);
  }

  /** The files of all forms. */
  List<OutputFile> files() {
    return ALL.stream().flatMap(format -> format.files(from).stream()).toList();
  }

  private static ReportFormat named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no format " + name));
  }

  /**
   * vLLM bench's result, without a line feed at its end.
   *
   * @param detailed with a list entry for each request
   */
  public VllmJson result(boolean detailed) {
    return JsonFormat.result(from, detailed);
  }

  /** Says what is in no file; empty where all is. */
  Optional<String> leftOut() {
    return from.isListed() || from.input().isLogOnly()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "vllm.json is without its lists of each request's values%s: %,d gaps (limit %,d)."
                    + " --save-detailed writes them.",
                CsvFormat.isIn(from) ? ", and requests.csv is not written" : "",
                from.input().figures().itl().size(),
                from.mostListedGaps()));
  }
}
