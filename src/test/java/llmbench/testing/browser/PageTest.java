package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page shows of two small runs: its words, charts, colours, and on a phone. */
@ExtendWith(BrowserExtension.class)
class PageTest {

  /** Charts, with the names of what they're drawn in. */
  private static final Map<String, List<String>> COLOURS =
      Map.ofEntries(
          Map.entry("tokens", List.of("tokens")),
          Map.entry("in-flight", List.of("flight")),
          Map.entry("ttft-time", List.of("ttft")),
          Map.entry("itl-time", List.of("itl")),
          Map.entry("ended", List.of("e2el", "bad")),
          Map.entry("spread-ttft", List.of("ttft")),
          Map.entry("spread-tpot", List.of("tpot")),
          Map.entry("spread-itl", List.of("itl")),
          Map.entry("spread-e2el", List.of("e2el")),
          Map.entry("waterfall", List.of("ttft", "itl", "bad")));

  @TempDir static Path folder;

  @Test
  void aRunsHeadSaysWhatRanAndHowItEnded(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    assertThat(page.text("h1")).isEqualTo("Qwen2.5-0.5B-Instruct");
    assertThat(page.text(".meta"))
        .contains("http://127.0.0.1:8000/v1/chat/completions")
        .contains("8 in flight at once, 24 prompts")
        .contains("2026-11-27 09:51:22 UTC")
        .contains("2.26 s");
    assertThat(page.text("#command"))
        .startsWith("mvn gatling:test -Dbench='vllm bench serve --max");
    assertThat(page.text(".banner"))
        .isEqualTo("Ended early. STOPPED by SIGINT; 24 of 500 requests were sent.");
    assertThat(page.text(".verdict")).isEqualTo("✗Failed 1 of 2 SLOs kept, 1 broken.");
    assertThat(page.text(".slos tbody tr:nth-child(2)"))
        .contains("error_rate<=1%", "✗ broken", "16.67 %", "15.67 percentage points above");
    assertThat(page.text(".doubts"))
        .contains("failures", "4 of 24 requests failed.", "Next: Look at the failures below.");
  }

  @Test
  void aSimulatedServerIsCalledOne(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(page.text(".meta")).startsWith("Simulated server its figures are no model's");
    assertThat(page.text(".verdict")).startsWith("✓Passed");
  }

  @Test
  void cardsHaveTheFiguresAndTheTrueOnesWhereTheyDiffer(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(page.text("[data-metric=ttft]"))
        .contains("Mean47.24", "P5047.80", "P9963.40")
        .contains("True, to the first output: 45.35 / 46.37 / 62.13");
    assertThat(page.text("[data-metric=tpot]")).doesNotContain("True");
    assertThat(page.text("[data-metric=success]")).contains("100 %", "24 of 24");
  }

  @Test
  void everyChartIsDrawnInItsMetricsColourAndNoOther(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    COLOURS.forEach(
        (chart, colours) -> {
          for (String colour : colours) {
            assertThat(PageChecks.dots(page, chart, colour)).as(chart + colours).isGreaterThan(20);
          }
        });
    assertThat(PageChecks.dots(page, "tokens", "ttft")).isZero();
    assertThat(PageChecks.dots(page, "spread-itl", "e2el")).isZero();
    assertThat(PageChecks.blankCharts(page)).isEmpty();
  }

  @Test
  void chartsAreDrawnAgainInTheColoursOfTheOtherTheme(Browser browser) {
    OpenPage page =
        browser.open(FixturePages.write(folder, FixturePages.oneRun(1)), Viewport.LARGE, "dark");
    String dark = page.ask("return getComputedStyle(document.body).backgroundColor").asText();
    assertThat(PageChecks.dots(page, "spread-ttft", "ttft")).isGreaterThan(20);
    page.click("#theme");
    String light = page.ask("return getComputedStyle(document.body).backgroundColor").asText();
    assertThat(light).isNotEqualTo(dark);
    assertThat(page.text("#theme")).isEqualTo("Dark");
    for (String chart : new String[] {"spread-ttft", "ttft-time", "waterfall"}) {
      assertThat(PageChecks.dots(page, chart, "ttft")).as(chart).isGreaterThan(20);
    }
    page.click("#theme");
    page.systemColours("light");
    assertThat(page.ask("return getComputedStyle(document.body).backgroundColor").asText())
        .as("what the button chose stays when the system changes")
        .isEqualTo(dark);
  }

  @Test
  void withoutTheButtonTheSystemsColoursAreFollowed(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    page.systemColours("dark");
    page.drawn();
    assertThat(page.text("#theme")).isEqualTo("Light");
    assertThat(PageChecks.dots(page, "spread-itl", "itl")).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void allTextsCanBeReadInBothThemes(String scheme, Browser browser) {
    OpenPage page =
        browser.open(FixturePages.write(folder, FixturePages.twoRuns()), Viewport.LARGE, scheme);
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    page.click("[data-metric=ttft] .help");
    assertThat(PageChecks.faintTexts(page)).isEmpty();
  }

  @Test
  void everythingHasANameAndItsPlaceInTheOrder(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.twoRuns()));
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    assertThat(PageChecks.unreadable(page)).isEmpty();
  }

  @Test
  void whatIsUnderThePointerIsSaidBesideTheChart(Browser browser) {
    ObjectNode data = FixturePages.oneRun(1);
    OpenPage page = browser.open(FixturePages.write(folder, data));
    page.point("#chart-in-flight-plot .u-over", 0, 0);
    assertThat(page.text("[data-chart=in-flight] .legend"))
        .isEqualTo(
            "In flight at once" + data.at("/runs/0/series/in_flight/11").asInt() + "at 1.1 s");
    assertThat(page.text("[data-chart=itl-time] .legend")).contains("at 1.1 s");
    page.point("#chart-spread-e2el-plot .u-over", 0, 0);
    assertThat(page.text("[data-chart=spread-e2el] .legend"))
        .matches("Values\\d+[0-9.]+ to [0-9.]+ ms");
    page.point("#chart-waterfall-plot canvas", 0, 0);
    assertThat(page.text(".row-details")).startsWith("Request 11: ");
    assertThat(page.text("#live")).as("a pointer says nothing aloud").isEmpty();
  }

  @Test
  void paperIsLightWhateverTheScreenIs(Browser browser) {
    OpenPage page =
        browser.open(FixturePages.write(folder, FixturePages.oneRun(1)), Viewport.LARGE, "dark");
    String dark = page.ask("return getComputedStyle(document.body).backgroundColor").asText();
    page.run("dispatchEvent(new Event('beforeprint'))");
    assertThat(page.ask("return document.documentElement.dataset.theme").asText())
        .isEqualTo("light");
    assertThat(PageChecks.dots(page, "spread-itl", "itl")).isGreaterThan(20);
    page.run("dispatchEvent(new Event('afterprint'))");
    assertThat(page.ask("return getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo(dark);
    assertThat(PageChecks.dots(page, "spread-itl", "itl")).isGreaterThan(20);
  }

  @Test
  void onAPhoneNothingButTablesIsScrolledSideways(Browser browser) {
    OpenPage page =
        browser.open(FixturePages.write(folder, FixturePages.twoRuns()), Viewport.PHONE, "light");
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    assertThat(PageChecks.tooWide(page)).isZero();
    assertThat(PageChecks.blurredCharts(page)).isEmpty();
  }

  @Test
  void chartsFollowTheSizeOfTheWindow(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    page.screen(Viewport.PHONE);
    page.drawn();
    page.drawn();
    assertThat(PageChecks.tooWide(page)).isZero();
    assertThat(PageChecks.blurredCharts(page)).isEmpty();
    assertThat(PageChecks.blankCharts(page)).isEmpty();
  }

  @Test
  void linksLeadToFilesBesideThePage(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(page.ask("return document.querySelector('#files a').getAttribute('href')").asText())
        .isEqualTo("./index.html");
    assertThat(page.ask("return [...document.querySelectorAll('#files a')].at(-1).href").asText())
        .isEqualTo(folder.resolve("truth.json").toUri().toString());
  }

  @Test
  void thePickerShowsAnotherRunEverywhere(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.twoRuns()));
    assertThat(page.text("h1")).isEqualTo("Comparison of 2 runs");
    assertThat(page.count("#failures")).isZero();
    page.run(
        """
        const select = document.getElementById("run");
        select.value = "1";
        select.dispatchEvent(new Event("change"))""");
    assertThat(page.text(".verdict")).startsWith("✗Failed");
    assertThat(page.text("#failures")).contains("503 Service Unavailable");
    assertThat(page.text("#live")).isEqualTo("Shown now: run-b");
    assertThat(page.count(".uplot")).as("the charts of the run before are gone").isEqualTo(10);
    page.click(".columns li:nth-child(1) button");
    assertThat(page.text(".verdict")).startsWith("✓Passed");
    assertThat(page.ask("return document.getElementById('run').value").asText()).isEqualTo("0");
  }

  @Test
  void aComparisonOfOtherToolsResultsStandsAlone(Browser browser) {
    ObjectNode data = FixturePages.twoRuns();
    data.putArray("runs");
    data.at("/comparison/columns").forEach(column -> ((ObjectNode) column).putNull("run"));
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.text("h1")).isEqualTo("Comparison of 2 runs");
    assertThat(page.count(".columns button, .picker:not([hidden])")).isZero();
    assertThat(page.text("#nav")).isEqualTo("Compare");
  }

  @Test
  void whatSpeaksAgainstTheFilesOfAComparisonStandsAboveItsTable(Browser browser) {
    ObjectNode data = FixturePages.twoRuns();
    assertThat(browser.open(FixturePages.write(folder, data)).count("#compared .doubts")).isZero();
    ((ObjectNode) data.get("comparison"))
        .putArray("doubts")
        .addObject()
        .put("name", "truncated")
        .put("message", "run-a: requests.jsonl is not whole: 10 unreadable lines: 2, 4.")
        .put("next", "What is whole is reported.");
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.text("#compared .doubts"))
        .contains("truncated", "10 unreadable lines: 2, 4.", "What is whole is reported.");
    assertThat(
            page.ask(
                    "return document.querySelector('#compared .doubts').compareDocumentPosition("
                        + "document.querySelector('table.compared')) & 4")
                .asInt())
        .isPositive();
  }

  @Test
  void aComparisonHasDifferencesAndNumberedCauses(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.twoRuns()));
    assertThat(page.text(".compared tbody tr:nth-child(2)"))
        .isEqualTo("Mean TTFT (ms)Avg TTFT (ms)45.1046.90+4.0 %differs1");
    assertThat(page.text("#cause-1")).startsWith("Failures");
    page.click(".compared a");
    assertThat(page.ask("return location.hash").asText()).isEqualTo("#cause-1");
  }
}
