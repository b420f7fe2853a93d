package llmbench.reporting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import llmbench.about.Build;
import llmbench.report.csv.RequestsCsv;
import llmbench.report.evalscope.EvalscopePercentileJson;
import llmbench.report.evalscope.EvalscopeSummaryJson;
import llmbench.report.html.HtmlPage;
import llmbench.report.html.PageRun;
import llmbench.report.junit.JunitXml;
import llmbench.report.markdown.SummaryMarkdown;
import llmbench.report.prometheus.PrometheusText;
import llmbench.report.verdict.VerdictJson;
import llmbench.report.vllm.VllmJson;
import llmbench.report.vllm.VllmText;

/** Every form that a report has, in the order in which its files are written. */
public final class ReportFormats {

  /** More make files of over a hundred megabytes, which hardly anything reads. */
  private static final int MOST_LISTED_GAPS = 5_000_000;

  private final ReportParts parts;
  private final ReportInput input;
  private final Exports exports;
  private final int mostListedGaps;

  /** Where files will be, so that the page can lead to those beside it. */
  private final Optional<Path> directory;

  /** Marks the files of a run that did not send all its prompts. */
  private final Optional<String> partial;

  public ReportFormats(ReportParts parts) {
    this(parts, MOST_LISTED_GAPS);
  }

  ReportFormats(ReportParts parts, int mostListedGaps) {
    this(parts, mostListedGaps, Optional.empty());
  }

  private ReportFormats(ReportParts parts, int mostListedGaps, Optional<Path> directory) {
    this.parts = parts;
    this.mostListedGaps = mostListedGaps;
    this.directory = directory;
    input = parts.input();
    exports = new Exports(parts);
    partial = RunEnding.of(input.runs());
  }

  /** The same forms, as files of this directory. */
  ReportFormats in(Path directoryOfFiles) {
    return new ReportFormats(parts, mostListedGaps, Optional.of(directoryOfFiles));
  }

  /** The names of all of them. */
  public static List<String> names() {
    return List.copyOf(ALL.stream().map(Form::name).toList());
  }

  /** All forms. */
  List<ReportFormat> all() {
    return ALL.stream().map(form -> form.make().apply(this)).toList();
  }

  /**
   * The form of this name, one of {@link #names()}.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public ReportFormat named(String name) {
    Form form = ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return form.make().apply(this);
  }

  /** How a form is made. */
  private record Form(String name, Function<ReportFormats, ReportFormat> make) {}

  private static final List<Form> ALL =
      List.of(
          new Form("vllm", ReportFormats::vllm),
          new Form("json", ReportFormats::json),
          new Form("evalscope", ReportFormats::evalscope),
          new Form("verdict", ReportFormats::verdict),
          new Form("junit", ReportFormats::junit),
          new Form("markdown", ReportFormats::markdown),
          new Form("csv", ReportFormats::csv),
          new Form("prometheus", ReportFormats::prometheus),
          new Form("jenkins", ReportFormats::jenkins),
          new Form("html", ReportFormats::html));

  private ReportFormat vllm() {
    OutputFile.Content file =
        OutputFile.Content.of(() -> mark() + VllmText.of(input.figures(), input.settings()));
    return new ReportFormat(
        "vllm",
        OutputFile.Content.of(() -> ReportConsole.vllm(input)),
        input.isLogOnly() ? List.of() : List.of(new OutputFile("vllm.txt", file)));
  }

  private ReportFormat json() {
    return new ReportFormat(
        "json",
        out -> {
          vllmJson(isListed()).writeTo(out);
          out.write(System.lineSeparator());
        },
        input.isLogOnly()
            ? List.of()
            : List.of(new OutputFile("vllm.json", out -> vllmJson(isListed()).writeTo(out))));
  }

  private ReportFormat evalscope() {
    Optional<EvalscopeReport> found = parts.evalscope();
    OutputFile.Content printed =
        OutputFile.Content.of(
            () ->
                found
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "evalscope's tables need the requests of one of our runs, token by"
                                    + " token."))
                    .text());
    return new ReportFormat("evalscope", printed, found.map(this::files).orElse(List.of()));
  }

  private List<OutputFile> files(EvalscopeReport report) {
    return List.of(
        new OutputFile("evalscope.txt", OutputFile.Content.of(() -> mark() + report.text())),
        new OutputFile(
            "evalscope_summary.json",
            OutputFile.Content.of(
                () -> EvalscopeSummaryJson.of(report.figures(), report.run()) + "\n")),
        new OutputFile(
            "evalscope_percentile.json",
            OutputFile.Content.of(() -> EvalscopePercentileJson.of(report.figures()) + "\n")));
  }

  private ReportFormat verdict() {
    OutputFile.Content content = OutputFile.Content.of(() -> VerdictJson.of(parts.outcome()));
    return new ReportFormat(
        "verdict",
        content,
        input.runs().isEmpty() ? List.of() : List.of(new OutputFile(VerdictJson.FILE, content)));
  }

  private ReportFormat jenkins() {
    OutputFile.Content content = OutputFile.Content.of(() -> JenkinsStats.of(input.runs()));
    return new ReportFormat(
        "jenkins",
        content,
        JenkinsStats.areIn(input.runs())
            ? List.of(new OutputFile(JenkinsStats.FILE, content))
            : List.of());
  }

  private ReportFormat junit() {
    return always("junit", JunitXml.FILE, exports::junit);
  }

  private ReportFormat markdown() {
    return always("markdown", SummaryMarkdown.FILE, () -> exports.markdown(fileNames()));
  }

  private ReportFormat prometheus() {
    return always("prometheus", PrometheusText.FILE, exports::prometheus);
  }

  /** A form that every report has. */
  private static ReportFormat always(String name, String file, Supplier<String> text) {
    OutputFile.Content content = OutputFile.Content.of(text);
    return new ReportFormat(name, content, List.of(new OutputFile(file, content)));
  }

  private ReportFormat csv() {
    OutputFile.Content content = out -> exports.csv().writeTo(out);
    boolean written = exports.hasCsv() && isListed();
    return new ReportFormat(
        "csv", content, written ? List.of(new OutputFile(RequestsCsv.FILE, content)) : List.of());
  }

  private ReportFormat html() {
    return always("html", HtmlPage.FILE, this::page);
  }

  private String page() {
    PageRun run = PageRuns.of(parts, 1);
    if (directory.isEmpty()) {
      return HtmlPage.of(Build.generator(), run);
    }
    List<String> files = fileNames();
    files.remove(HtmlPage.FILE);
    return HtmlPage.of(
        Build.generator(),
        run.with(PageLinks.linked(run.head(), directory.get(), input.runs(), files)));
  }

  private List<String> fileNames() {
    List<String> names = new ArrayList<>();
    all().forEach(form -> form.files().forEach(file -> names.add(file.name())));
    return names;
  }

  private String mark() {
    return partial.map(line -> line + "\n").orElse("");
  }

  /**
   * The result JSON, without a line feed at its end.
   *
   * @param detailed with a list entry for each request
   */
  VllmJson vllmJson(boolean detailed) {
    return VllmJson.of(input.figures(), input.times(), input.settings(), detailed, partial);
  }

  /** With each request's values, unless that is too much and nobody asked for it. */
  private boolean isListed() {
    return input.options().result().detailed() || input.figures().itl().size() <= mostListedGaps;
  }

  /** Says what is in no file; empty where all is. */
  Optional<String> leftOut() {
    return isListed() || input.isLogOnly()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "vllm.json is without its lists of each request's values%s: %,d gaps (limit %,d)."
                    + " --save-detailed writes them.",
                exports.hasCsv() ? ", and requests.csv is not written" : "",
                input.figures().itl().size(),
                mostListedGaps));
  }
}
