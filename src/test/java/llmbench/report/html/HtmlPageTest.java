package llmbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import llmbench.comparison.Column;
import llmbench.comparison.Comparison;
import llmbench.comparison.Load;
import llmbench.comparison.Meter;
import llmbench.comparison.PromptMaker;
import llmbench.comparison.RunColumns;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.testing.RandomRequests;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.report.html.testing.PageFixtures;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.verdict.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {

  private static final String BEGIN = "<script type=\"application/json\" id=\"data\">";
  private static final String END = "</script>";
  private static final String GENERATOR = "LLM Bench";
  private static final Requests FEW = new RandomRequests(1, 900).make(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>&amp;<b>\u2028\u2029\u0000\u0007\u001b[31m\u007f\u0085",
        "half a character: \ud83d and \udc00, a whole one: \ud83d\ude42, \ufffe\uffff",
        "{{script}} {{data}} \\u003c $1 \\",
        "\"'`${7*7}"
      })
  void whateverAServerSaysIsData(String text) throws IOException {
    PageRun run = PageFixtures.of(FEW, text, List.of(new FailureKind(text, text, 3, text)), 1);
    String page = HtmlPage.of(GENERATOR, run);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(page)).isTrue();
    String json = json(page);
    assertThat(json).doesNotContain("<", ">", "&", "\n").matches("\\p{ASCII}*");
    JsonNode data = new JsonMapper().readTree(json);
    for (String place :
        List.of(
            "/runs/0/name",
            "/runs/0/head/model",
            "/runs/0/head/command",
            "/runs/0/head/facts/0/value",
            "/runs/0/failures/0/kind",
            "/runs/0/failures/0/message",
            "/runs/0/failures/0/body",
            "/runs/0/footnotes/0")) {
      assertThat(data.at(place).textValue()).as(place).isEqualTo(text);
    }
    assertThat(count(page, "<script")).as("data, and the page's own").isEqualTo(2);
    assertThat(count(page, "</script")).isEqualTo(2);
    assertThat(count(page, "<title>")).isEqualTo(1);
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void aMegabyteOfTextIsCut() throws IOException {
    String text = "<&漢\u0001".repeat(250_000);
    PageRun run = PageFixtures.of(FEW, text, List.of(new FailureKind("cut", text, 3, text)), 1);
    String page = HtmlPage.of(GENERATOR, run);
    assertFits(page);
    JsonNode body = new JsonMapper().readTree(json(page)).at("/runs/0/failures/0/body");
    assertThat(body.textValue()).endsWith("…");
    assertThat(text).startsWith(body.textValue().replace("…", ""));
  }

  @Test
  void aPageOfARunOf100000RequestsHasItsSize() throws IOException {
    Requests all = new RandomRequests(7, 3_600_000).ofChunks(3).make(100_000);
    String page =
        HtmlPage.of(
            GENERATOR,
            PageFixtures.of(all, "m", PageFixtures.failures(new Random(1), 3000, 2048, "<"), 1));
    assertFits(page);
    JsonNode run = new JsonMapper().readTree(json(page)).at("/runs/0");
    assertThat(run.at("/series/t").size()).isBetween(240, 600);
    assertThat(run.at("/timeline/rows").size()).isBetween(1_000, 2_000);
    assertThat(run.at("/scatter/x").size()).isBetween(1_000, 2_000);
    assertThat(run.at("/failures").size()).isEqualTo(21);
    assertThat(run.at("/failures/20/message").textValue())
        .isEqualTo("of 2,980 other kinds or messages");
  }

  @Test
  void aThousandConversationsFitWithAllTheirTurns() throws IOException {
    Requests some = new RandomRequests(7, 3_600_000).ofChunks(3).make(8_000);
    List<RequestRecord> turns = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      turns.add(some.get(i).in(new ConversationTurn(i % 1_000, 1 + i / 1_000, 0)));
    }
    PageRun run = PageFixtures.of(Requests.of(turns), "m", List.of(), 1);
    JsonNode data = assertFits(HtmlPage.of(GENERATOR, run)).at("/runs/0");
    assertThat(data.at("/conversations/rows")).hasSize(1_000);
    assertThat(data.at("/conversations/rows/999")).hasSize(2 + 8 * 4);
    assertThat(data.at("/timeline/rows").size()).isBetween(1_000, 2_000);
    assertThat(data.at("/by_turn/turns")).hasSize(8);
  }

  @Test
  void randomRunsFit() throws IOException {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      Requests all =
          new RandomRequests(seed, 1 + random.nextInt(1 << random.nextInt(25)))
              .make(random.nextInt(4_000));
      String text = "é<\u0000漢x".substring(random.nextInt(4)).repeat(random.nextInt(4_000));
      List<FailureKind> failures = PageFixtures.failures(random, random.nextInt(60), 2_048, "漢<");
      PageRun run = PageFixtures.of(all, text, failures, 1);
      JsonNode data = assertFits(HtmlPage.of(GENERATOR, run));
      assertThat(data.get("runs")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 12, 26})
  void severalRunsShareAPageOfTheSameSize(int count) throws IOException {
    List<PageRun> runs = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Requests all = new RandomRequests(i, 60_000).late(500).make(2_500);
      List<FailureKind> failures = PageFixtures.failures(new Random(i), 40, 2_048, "漢<");
      runs.add(PageFixtures.of(all, "run " + i + " <é".repeat(50), failures, count));
      columns.add(column("run " + i, all));
    }
    Comparison comparison = new Comparison(columns, Collections.nCopies(count, 0), 3);
    JsonNode data =
        assertFits(
            HtmlPage.of(
                GENERATOR,
                runs,
                new HtmlPage.Compared(
                    comparison,
                    IntStream.range(0, count).mapToObj(Optional::of).toList(),
                    List.of())));
    assertThat(data.get("runs")).as("no run is left out").hasSize(count);
    for (JsonNode run : data.get("runs")) {
      assertThat(run.at("/series/sent_per_s")).hasSameSizeAs(run.at("/series/t")).isNotEmpty();
      assertThat(run.at("/timeline/rows").size()).isPositive();
      assertThat(run.at("/tables").size()).isPositive();
      assertThat(run.at("/failures").size()).isPositive();
    }
    assertThat(data.at("/comparison/columns").size()).isEqualTo(count);
  }

  @Test
  void ofTooManyRunsTheFirstHaveTheRoomAndTheOthersAreCompared() throws IOException {
    int count = 60;
    PageRun run = PageFixtures.of(FEW, "é".repeat(110), List.of(), count);
    Column column = column("run", FEW);
    JsonNode data =
        assertFits(
            HtmlPage.of(
                GENERATOR,
                Collections.nCopies(count, run),
                new HtmlPage.Compared(
                    new Comparison(Collections.nCopies(20, column), Collections.nCopies(20, 0), 3),
                    IntStream.range(40, count).mapToObj(Optional::of).toList(),
                    List.of())));
    int shown = data.get("runs").size();
    assertThat(shown).isBetween(10, count - 1);
    assertThat(data.at("/notes/0").textValue())
        .isEqualTo(
            "There was room for " + shown + " of 60 runs: the others are in the comparison only.");
    assertThat(data.at("/comparison/columns/19").has("run")).isFalse();
  }

  @Test
  void aRunOfNothingHasAPage() throws IOException {
    PageRun run = PageFixtures.of(Requests.of(List.of()), "m", List.of(), 1);
    JsonNode data = assertFits(HtmlPage.of(GENERATOR, run));
    JsonNode missing = data.at("/runs/0/missing");
    assertThat(missing.get("series").textValue()).isEqualTo("No request is finished.");
    assertThat(missing.get("timeline").textValue()).isEqualTo("There is no request.");
    assertThat(missing.get("distributions").textValue()).isEqualTo("No request succeeded.");
    assertThat(data.at("/runs/0").has("series")).isFalse();
  }

  private static Column column(String title, Requests all) {
    VllmFigures figures = PageFixtures.figures(all);
    return RunColumns.of(
        new RunColumns.Source(title, Meter.OURS, PromptMaker.VLLM_0_32, Load.seen(9)),
        figures,
        TrueFigures.of(all.finished(), figures.outputTokens()));
  }

  private static JsonNode assertFits(String page) throws IOException {
    assertThat(page.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(HtmlPage.MAX_BYTES);
    return new JsonMapper().readTree(json(page));
  }

  private static String json(String page) {
    int from = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(from, page.indexOf(END, from));
  }
}
