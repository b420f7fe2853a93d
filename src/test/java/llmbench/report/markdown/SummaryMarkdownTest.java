package llmbench.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.regex.Pattern;
import llmbench.comparison.Column;
import llmbench.comparison.Definition;
import llmbench.comparison.Figure;
import llmbench.comparison.Load;
import llmbench.comparison.Meter;
import llmbench.comparison.PromptMaker;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.slo.Slo;
import llmbench.report.limits.LimitsTable;
import llmbench.report.targets.TargetTable;
import llmbench.runlog.RunHead;
import llmbench.timeline.Printable;
import llmbench.timeline.RequestTarget;
import llmbench.verdict.Doubt;
import llmbench.verdict.FailureKind;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** What texts from outside can make of summary.md: nothing, by a reader of GitHub's Markdown. */
class SummaryMarkdownTest {

  private static final List<Extension> GITHUBS =
      List.of(
          TablesExtension.create(),
          // Its addresses of people are wider than GitHub's, which are plain ASCII.
          AutolinkExtension.builder().linkTypes(AutolinkType.URL, AutolinkType.WWW).build());
  private static final Parser PARSER = Parser.builder().extensions(GITHUBS).build();

  /** What GitHub makes of plain text: people, issues, links, emoji. */
  private static final Pattern LIVE =
      Pattern.compile("@\\w|#\\d|GH-\\d|gh-\\d|https?://|www\\.\\w|:\\w+:");

  private static final List<String> HOSTILE =
      List.of(
          "plain",
          "| a | b |\n|---|---|\n| c | d |",
          "a \\| b \\\\| c ||",
          "`code` ``two`` ```\nthree",
          "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- -->",
          "</details></code></td>",
          "[text](http://evil.example) ![x](http://evil.example/x.png) <http://evil.example>",
          "[ref]: http://evil.example",
          "http://evil.example www.evil.example HTTPS://EVIL.EXAMPLE someone@evil.example",
          "@everyone @org/team #12 org/repo#12 GH-12 :tada: :+1:",
          "# heading\n## another\n---\n===\n* item\n1. one\n> quote",
          "**bold** __bold__ *it* _it_ ~~gone~~ $x^2$ $$y$$ ~sub~",
          "&lt;b&gt; &amp; &#64;user &copy;",
          "\\*escaped\\* \\",
          "\u202eright to left\u2066 \u0000\u001b[31m \u2028 \uD800 tail",
          "[^1] footnote\n\n[^1]: note",
          "- [ ] task",
          "    four blanks",
          "\t",
          "");

  @Test
  void aHarmlessRunIsHeadingsTablesAndLists() {
    assertThat(kinds(summary("plain")))
        .contains("Heading", "TableBlock", "TableRow", "BulletList", "Code", "HtmlBlock")
        .doesNotContain("Link", "Image", "HtmlInline", "BlockQuote");
  }

  @Test
  void howFarFiguresMayBeOffIsATableOfItsOwn() {
    assertThat(summary("plain"))
        .contains("\n\n| At 95 % (ms) | Mean | P99 | P99 at most |\n|---|--:|--:|--:|\n")
        .contains("\n| TTFT | 1.00 to 2.00 | – | 2.50 |\n");
  }

  @Test
  void textsFromOutsideAreTextsAndNothingElse() {
    Random random = new Random(8);
    List<String> harmless = kinds(summary("plain"));
    for (int i = 0; i < 300; i++) {
      String hostile = mixed(random);
      String text = summary("x" + hostile);
      assertThat(kinds(text)).as(hostile).isEqualTo(harmless);
      assertThat(LIVE.matcher(proseOf(text)).results().map(found -> found.group()))
          .as(hostile)
          .isEmpty();
    }
  }

  @Test
  void proseReadsAsItWasSaid() {
    for (String hostile : HOSTILE) {
      String read = proseOf("x " + Markdown.prose(hostile, 1000)).replace("\u200B", "");
      assertThat(read).isEqualTo(("x " + line(hostile)).strip());
    }
  }

  @Test
  void codeReadsAsItWasSaid() {
    for (String hostile : HOSTILE) {
      String line = line(hostile);
      Node paragraph = PARSER.parse("x " + Markdown.code(hostile, 1000)).getFirstChild();
      if (!line.isEmpty()) {
        assertThat(((Code) paragraph.getLastChild()).getLiteral()).isEqualTo(line);
        assertThat(paragraph.getLastChild().getPrevious()).isInstanceOf(Text.class);
      }
    }
  }

  @Test
  void whateverAServerSaysItStaysShorterThanGitHubsLongestComment() {
    String endless = "<&|*`".repeat(100_000);
    String text = summary(endless, 500, 300);
    assertThat(text.length()).isLessThanOrEqualTo(60_000);
    assertThat(text).startsWith("## ").endsWith("_What doesn't fit here is in verdict.json._\n");
    assertThat(summary("plain")).doesNotContain("doesn't fit");
  }

  @Test
  void theVerdictStandsInTheTitleAsASignAndAWord() {
    assertThat(title(List.of(slo(300)))).isEqualTo("❌ LLM benchmark failed: The SLO is broken");
    assertThat(title(List.of(slo(100))))
        .isEqualTo("✅ LLM benchmark passed: The SLO is kept; no doubt");
    assertThat(title(List.of())).isEqualTo("LLM benchmark: No SLO was asked for; no doubt");
  }

  private static String title(List<SloResult> slos) {
    Outcome outcome = new Outcome(true, Optional.empty(), slos, List.of(), false);
    String first = summary(outcome, "m", List.of()).lines().findFirst().orElseThrow();
    return first.replaceFirst("## ", "");
  }

  /** All nodes, by depth first. */
  private static List<String> kinds(String markdown) {
    List<String> kinds = new ArrayList<>();
    walk(PARSER.parse(markdown), kinds);
    return kinds;
  }

  private static void walk(Node node, List<String> kinds) {
    boolean text = node instanceof Text;
    if (!text || !kinds.get(kinds.size() - 1).equals("Text")) {
      // Texts side by side are one.
      kinds.add(node.getClass().getSimpleName());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      walk(child, kinds);
    }
  }

  /** What GitHub looks for mentions and links in: all text but code. */
  private static String proseOf(String markdown) {
    StringBuilder prose = new StringBuilder();
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Text text) {
                prose.append(text.getLiteral());
              }

              @Override
              public void visit(HtmlInline html) {
                prose.append(html.getLiteral());
              }

              @Override
              public void visit(HtmlBlock html) {
                // Ours.
                assertThat(html.getLiteral()).matches("(?s)</?details>.*");
              }

              @Override
              public void visit(FencedCodeBlock code) {
                assertThat(code.getLiteral().strip()).doesNotContain("\n");
              }

              @Override
              public void visit(Document document) {
                visitChildren(document);
              }
            });
    return prose.toString();
  }

  /** What is to be seen of it. */
  private static String line(String hostile) {
    return Printable.line(hostile).replace('\uD800', '\uFFFD');
  }

  private static String mixed(Random random) {
    List<String> some = new ArrayList<>(HOSTILE);
    Collections.shuffle(some, random);
    return String.join(" ", some.subList(0, 1 + random.nextInt(4)));
  }

  private static String summary(String outside) {
    return summary(outside, 1, 1);
  }

  /** With this text wherever one from outside stands. */
  private static String summary(String outside, int doubts, int failures) {
    List<Doubt> all =
        Collections.nCopies(doubts, new Doubt.InRun(outside, new FileDoubt.Unreadable(outside)));
    Outcome outcome = new Outcome(true, Optional.empty(), List.of(slo(100)), all, false);
    return summary(
        outcome,
        outside,
        Collections.nCopies(failures, new FailureKind("cut", outside, 3, "x" + outside)));
  }

  private static String summary(Outcome outcome, String outside, List<FailureKind> failures) {
    RunHead head =
        new RunHead(
            outside,
            outside,
            "vllm-0.32",
            outside,
            outside,
            outside,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "");
    Column column =
        new Column(
            "",
            Definition.OUTPUTS,
            Meter.OURS,
            PromptMaker.VLLM_0_32,
            true,
            Load.UNKNOWN,
            Map.of(Figure.SUCCEEDED, 3.0, Figure.mean(LatencyMetric.TTFT), 20.0));
    VllmFigures none = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    RequestTarget target = new RequestTarget(null, outside);
    TargetTable targets = TargetTable.of(List.of(new TargetFigures(target, none)));
    return new SummaryMarkdown(
            outcome,
            head,
            Optional.empty(),
            Optional.empty(),
            column,
            Optional.of(column),
            Departures.of(List.of()),
            Connecting.NONE,
            none,
            new LimitsTable(List.of(List.of("TTFT", "1.00 to 2.00", "–", "2.50"))),
            Optional.empty(),
            targets,
            failures,
            Optional.of(outside),
            List.of(outside))
        .text();
  }

  private static SloResult slo(double measured) {
    return new SloResult(Slo.list("p99_ttft<=200ms").get(0), OptionalDouble.of(measured));
  }
}
