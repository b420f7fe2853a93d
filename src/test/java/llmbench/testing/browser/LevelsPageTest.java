package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.report.html.testing.LevelFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of several levels: its table, its charts, the ways to the levels' own pages. */
@ExtendWith(BrowserExtension.class)
class LevelsPageTest {

  private static final String HOSTILE = "</script><img src=x onerror='window.broken = 1'>";

  @TempDir static Path folder;

  private static OpenPage open(Browser browser, String text) throws IOException {
    Path file = folder.resolve("llm.html");
    Files.writeString(
        file, LevelFixtures.page(List.of(1, 2, 4, 8, 16, 32, 64, 128), text).page(""));
    return browser.open(file);
  }

  @Test
  void theAnswerIsOnTopAndEveryLevelIsARow(Browser browser) throws IOException {
    OpenPage page = open(browser, HOSTILE);
    assertThat(page.text("#answer"))
        .startsWith("Up to 32 at once keep p99_ttft<=200ms, with 4,")
        .endsWith("; 64 do not.");
    assertThat(page.count("#levels tbody tr")).isEqualTo(8);
    assertThat(page.text("#levels tbody tr:nth-child(6)"))
        .startsWith("32 at onceknee")
        .contains("✓ kept", "± 524.40");
    assertThat(page.text("#levels tbody tr:nth-child(8)"))
        .startsWith("128 at onceonly waits")
        .contains("✗ broken: p99_ttft<=200ms in 2 of 2");
    assertThat(page.text("#levels thead")).contains("TTFT (ms)", "tok/s a user");
    assertThat(page.text("#advice")).contains("Highest RPS", HOSTILE);
    assertThat(page.ask("return window.broken ?? 0").asInt()).isZero();
    assertThat(
            page.ask("return document.querySelector('.levels .runs a + a').getAttribute('href')")
                .asText())
        .isEqualTo("./concurrency-1-run-2/llm.html");
  }

  /** Of two runs whose mean is ± 524.40: by Student that is 12.706 times sd / √2. */
  @Test
  void ofRepeatsItIsShownHowFarTheyAreApart(Browser browser) throws IOException {
    OpenPage page = open(browser, "m");
    assertThat(page.count("#repeats tbody tr")).isEqualTo(8);
    assertThat(page.text("#repeats tbody tr:nth-child(6)"))
        .startsWith("32 at once2")
        .contains("58.37", " %");
    assertThat(page.text("#repeats .notes")).contains("coefficient of variation");
  }

  @Test
  void itHoldsWhatEveryPageHolds(Browser browser) throws IOException {
    OpenPage page = open(browser, "m");
    assertThat(page.count("figure.chart")).isEqualTo(4);
    assertThat(PageChecks.blankCharts(page)).isEmpty();
    assertThat(PageChecks.unreadable(page)).isEmpty();
    assertThat(PageChecks.faintTexts(page)).isEmpty();
    assertThat(PageChecks.dots(page, "throughput-load", "tokens")).isGreaterThan(50);
    assertThat(PageChecks.dots(page, "pareto", "e2el")).isGreaterThan(50);
    assertThat(PageChecks.dots(page, "ttft-load", "ttft")).isGreaterThan(50);
    assertThat(PageChecks.dots(page, "ttft-load", "bad")).as("limit, rings").isGreaterThan(50);
    assertThat(PageChecks.dots(page, "tpot-load", "tpot")).isGreaterThan(50);
    page.systemColours("dark");
    page.screen(Viewport.PHONE);
    page.drawn();
    page.drawn();
    assertThat(PageChecks.faintTexts(page)).as("in the dark").isEmpty();
    assertThat(PageChecks.tooWide(page)).as("on a phone").isZero();
    assertThat(PageChecks.blurredCharts(page)).isEmpty();
    assertThat(page.complaints()).isEmpty();
    assertThat(PageChecks.fromTheNetwork(page)).isEmpty();
  }

  @Test
  void keysGoFromLevelToLevelAndIntoTheOneThatIsShown(Browser browser) throws IOException {
    Path level = Files.createDirectories(folder.resolve("concurrency-4-run-1"));
    Files.writeString(level.resolve("llm.html"), "<title>its own page</title>");
    OpenPage page = open(browser, "m");
    page.run("document.querySelector('#chart-ttft-load-plot').focus()");
    page.press(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(page.text("#live")).startsWith("4 at once: P50 ").contains(" ± ");
    page.press(Keys.ENTER);
    assertThat(page.ask("return document.title").asText()).isEqualTo("its own page");
  }
}
