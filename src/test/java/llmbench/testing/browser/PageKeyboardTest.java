package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Everything without a pointer: real keys, and what is said of what they did. */
@ExtendWith(BrowserExtension.class)
class PageKeyboardTest {

  @TempDir static Path folder;

  @Test
  void theFirstStopSkipsToTheFigures(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    page.press(Keys.TAB);
    assertThat(focused(page)).isEqualTo("Skip to the figures");
    page.press(Keys.ENTER);
    assertThat(page.ask("return document.activeElement.id").asText()).isEqualTo("main");
  }

  @Test
  void tabReachesEveryControlInTheOrderOfThePage(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    int controls =
        page.ask(
                """
                const stops = "a[href], button, select, summary, [tabindex]";
                return [...document.querySelectorAll(stops)]
                  .filter((node) => node.tabIndex >= 0 && node.checkVisibility()).length""")
            .asInt();
    page.run(
        """
        window.stops = [];
        const all = [...document.querySelectorAll("*")];
        addEventListener("focusin", (event) => stops.push(all.indexOf(event.target)))""");
    page.press(Keys.TAB.toString().repeat(controls));
    JsonNode places = page.ask("return window.stops");
    assertThat(places)
        .hasSize(controls)
        .extracting(JsonNode::asInt)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(controls).isGreaterThan(50);
  }

  @Test
  void focusCanBeSeen(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    page.press(Keys.TAB, Keys.TAB);
    assertThat(page.ask("return getComputedStyle(document.activeElement).outlineStyle").asText())
        .isEqualTo("solid");
  }

  @Test
  void arrowsMoveThroughTheBucketsOfAChartAndSayTheirValues(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    focus(page, "#chart-tokens-plot");
    page.press(Keys.ARROW_RIGHT);
    assertThat(page.text("#live")).isEqualTo("At 0 s: Output tokens/s 1,080 tok/s");
    page.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
    assertThat(page.text("#live")).startsWith("At 0.1 s: Output tokens/s ");
    page.press(Keys.END);
    assertThat(page.text("#live")).startsWith("At 2.2 s: ");
    page.press(Keys.HOME);
    assertThat(page.text("#live")).startsWith("At 0 s: ");
    assertThat(page.text("[data-chart=ttft-time] .legend"))
        .as("the other charts of the time show the same moment")
        .contains("at 0 s");
  }

  @Test
  void plusAndMinusZoomAndNoughtShowsTheWholeRun(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    focus(page, "#chart-in-flight-plot");
    page.press("+");
    assertThat(page.text("#live")).isEqualTo("Shown: 0.55 to 1.65 s");
    page.press("0");
    assertThat(page.text("#live")).isEqualTo("Shown: 0 to 2.2 s");
  }

  @Test
  void arrowsMoveThroughClassesAndPoints(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    focus(page, "#chart-spread-ttft-plot");
    page.press(Keys.HOME);
    assertThat(page.text("#live")).isEqualTo("25.54 to 27.68 ms: 2 values");
    page.press(Keys.END);
    assertThat(page.text("#live")).isEqualTo("61.93 to 67.12 ms: 3 values");
    focus(page, "#chart-scatter-plot");
    page.press(Keys.END);
    assertThat(page.text("#live")).isEqualTo("874 prompt tokens: first token after 67.12 ms");
  }

  @Test
  void arrowsMoveThroughTheRequestsAndFFindsFailures(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    focus(page, "#chart-waterfall-plot");
    page.press(Keys.ARROW_DOWN);
    assertThat(page.text("#live"))
        .isEqualTo(
            "Request 0: ok; sent at 0.00 s, first token after 30.30 ms, ended after 126.84 ms,"
                + " 20 output tokens");
    page.press("f");
    assertThat(page.text("#live")).contains(": failed: ");
    assertThat(page.text(".row-details")).isEqualTo(page.text("#live"));
    page.press("++", Keys.END);
    assertThat(page.text("#live")).startsWith("Request 23: ");
    assertThat(page.ask("return document.querySelector('.waterfall').scrollTop").asInt())
        .as("the row that is spoken of is in view")
        .isPositive();
  }

  @Test
  void helpOpensWithEnterAndClosesWithEscape(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    String opener = ".definitions .help";
    focus(page, opener);
    assertThat(attribute(page, opener, "aria-label")).isEqualTo("What is Successful requests?");
    assertThat(attribute(page, opener, "aria-expanded")).isEqualTo("false");
    page.press(Keys.ENTER);
    assertThat(attribute(page, opener, "aria-expanded")).isEqualTo("true");
    assertThat(page.text(".help-text:not([hidden])"))
        .isEqualTo("Successful requests: By vLLM bench 0.32: a definition.")
        .isEqualTo(page.text("#live"));
    page.press(Keys.TAB);
    page.press(Keys.ESCAPE);
    assertThat(attribute(page, opener, "aria-expanded")).isEqualTo("false");
    assertThat(page.count(".help-text:not([hidden])")).isZero();
    assertThat(page.ask("return document.activeElement.ariaLabel").asText())
        .as("the focus is back at what was asked of")
        .isEqualTo("What is Successful requests?");
  }

  @Test
  void aClickElsewhereClosesTheHelpAndAnotherOneOpensItsOwn(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    page.click("[data-metric=ttft] .help");
    page.click("[data-metric=itl] .help");
    assertThat(page.text(".help-text:not([hidden])")).startsWith("Inter-token latency");
    assertThat(page.count("[aria-expanded=true]")).isEqualTo(1);
    page.click("h1");
    assertThat(page.count(".help-text:not([hidden])")).isZero();
  }

  @Test
  void everyChartHasItsTableAndOnlyWhenItIsWanted(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    assertThat(page.count("figure.chart")).isEqualTo(page.count("figure.chart .as-table"));
    assertThat(page.count(".as-table td")).isZero();
    focus(page, "[data-chart=waterfall] .as-table summary");
    page.press(Keys.ENTER);
    assertThat(page.count("[data-chart=waterfall] tbody tr")).isEqualTo(24);
    assertThat(page.text("[data-chart=waterfall] tbody tr")).isEqualTo("00.0030.30126.8420ok");
    page.run("document.querySelectorAll('.as-table').forEach((one) => { one.open = true; })");
    assertThat(page.count("[data-chart=ttft-time] tbody tr")).isEqualTo(23);
    assertThat(page.count("[data-chart=spread-itl] tbody tr")).isEqualTo(13);
    assertThat(page.count("[data-chart=scatter] tbody tr")).isEqualTo(15);
  }

  @Test
  void theCommandIsCopiedWhole(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(1)));
    page.run(
        "document.addEventListener('copy', () => { window.copied = getSelection().toString(); });"
            + "navigator.clipboard.writeText = async (text) => { window.copied = text; }");
    focus(page, ".command button");
    page.press(Keys.ENTER);
    assertThat(page.ask("return window.copied").asText())
        .isEqualTo(FixturePages.oneRun(1).at("/runs/0/head/command").asText());
    assertThat(page.text("#live")).isEqualTo("The command is in the clipboard.");
  }

  private static void focus(OpenPage page, String selector) {
    page.run("document.querySelector(arguments[0]).focus()", selector);
  }

  private static String focused(OpenPage page) {
    return page.ask("return document.activeElement.textContent").asText();
  }

  private static String attribute(OpenPage page, String selector, String name) {
    return page.ask(
            "return document.querySelector(arguments[0]).getAttribute(arguments[1])",
            selector,
            name)
        .asText();
  }
}
