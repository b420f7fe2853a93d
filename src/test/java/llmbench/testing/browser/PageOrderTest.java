package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a page shows first, what it keeps behind a (?), and what it leaves out. */
@ExtendWith(BrowserExtension.class)
class PageOrderTest {

  @TempDir static Path folder;

  @Test
  void theFiguresAreInSightAtOnce(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(top(page, "#figures")).isLessThan(240);
    assertThat(page.ask("return document.querySelector('.part').id").asText()).isEqualTo("figures");
    page.screen(Viewport.PHONE);
    page.drawn();
    assertThat(top(page, "#figures")).isLessThan(400);
  }

  @Test
  void withoutAnSloThereIsNoVerdictButDoubts(Browser browser) {
    ObjectNode data = FixturePages.oneRun(0);
    ObjectNode verdict = (ObjectNode) data.at("/runs/0/verdict");
    verdict.put("state", "none").put("line", "No SLO was asked for; 1 doubt.").putArray("slos");
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.text(".verdict")).isEqualTo("!1 doubt");
    assertThat(page.text("#verdict h2")).isEqualTo("1 doubt");
    assertThat(page.text("#nav")).contains("Doubts").doesNotContain("Verdict");
    verdict.putArray("doubts");
    OpenPage clean = browser.open(FixturePages.write(folder, data));
    assertThat(clean.count(".verdict, #verdict")).isZero();
  }

  @Test
  void whatAChartStandsForIsBehindItsQuestionMark(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(
            page.ask(
                    "return [...document.querySelectorAll('figcaption')]"
                        + ".filter((one) => one.checkVisibility()).length")
                .asInt())
        .isZero();
    page.click("[data-chart=tokens] .help");
    assertThat(page.text("#help")).contains("Output tokens/s: from ", "Each point is 0.1 s");
  }

  @Test
  void valuesWithGapsBetweenThemArePoints(Browser browser) {
    ObjectNode data = FixturePages.oneRun(0);
    assertThat(
            browser
                .open(FixturePages.write(folder, data))
                .count("[data-chart=ttft-time] .swatch circle"))
        .isZero();
    ObjectNode series = (ObjectNode) data.at("/runs/0/series");
    for (String percentile : new String[] {"p50", "p90", "p99"}) {
      var values = ((ObjectNode) series.get("ttft")).putArray(percentile);
      for (int at = 0; at < series.get("t").size(); at++) {
        if (at % 3 == 0) {
          values.add(20 + at);
        } else {
          values.addNull();
        }
      }
    }
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.count("[data-chart=ttft-time] .swatch circle")).isEqualTo(3);
    assertThat(PageChecks.dots(page, "ttft-time", "ttft")).isGreaterThan(20);
  }

  @Test
  void promptsOfOneLengthAreNotDrawnByTheirLength(Browser browser) {
    ObjectNode data = FixturePages.oneRun(0);
    assertThat(browser.open(FixturePages.write(folder, data)).count("#length")).isEqualTo(1);
    ObjectNode scatter = (ObjectNode) data.at("/runs/0/scatter");
    var lengths = scatter.putArray("x");
    scatter.get("y").forEach(each -> lengths.add(lengths.size() % 2 + 128));
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.count("#length")).isZero();
    assertThat(page.text("#nav")).doesNotContain("Length");
  }

  @Test
  void aSmallChartBeginsAtItsFirstThousandth(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(page.ask("return core([1, 0, 0, 3000, 2000, 0, 2])").toString())
        .isEqualTo("[3000,2000]");
    assertThat(page.ask("return core([7])").toString()).isEqualTo("[7]");
  }

  @Test
  void aPhonesNavigationShowsThatItGoesOn(Browser browser) {
    OpenPage page =
        browser.open(FixturePages.write(folder, FixturePages.oneRun(0)), Viewport.PHONE, "light");
    assertThat(page.count("#nav.more-right:not(.more-left)")).isEqualTo(1);
    page.run("document.getElementById('nav').scrollLeft = 9999");
    page.drawn();
    assertThat(page.count("#nav.more-left:not(.more-right)")).isEqualTo(1);
    page.screen(Viewport.LARGE);
    page.drawn();
    assertThat(page.count("#nav.more-left, #nav.more-right")).isZero();
  }

  private static int top(OpenPage page, String part) {
    return page.ask(
            "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top)",
            part)
        .asInt();
  }
}
