package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.report.html.HtmlPage;
import llmbench.testing.browser.Browser;
import llmbench.testing.browser.BrowserExtension;
import llmbench.testing.browser.OpenPage;
import llmbench.testing.browser.PageChecks;
import llmbench.testing.browser.Pictures;
import llmbench.testing.browser.Viewport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The pages of real runs in a real browser: of the reference run, of one with failures, of a
 * comparison and of 20,000 requests. With {@code -Dpictures.update=true} the runs are of the size
 * that the documents show, and their pictures are taken.
 */
@ExtendWith(BrowserExtension.class)
class RunPagesTest {

  private static final boolean PICTURES = Boolean.getBoolean("pictures.update");

  @TempDir static Path temporary;

  /** A picture shows where its runs are. */
  private final PageRuns made = new PageRuns(PICTURES ? Path.of("target/pictures") : temporary);

  @Test
  void thePageOfTheReferenceRun(Browser browser) throws IOException {
    Path file = PICTURES ? made.reference(500, 50, 100) : made.reference(60, 12, 20);
    OpenPage page = browser.open(file);
    holds(page, file);
    assertThat(page.text("h1")).isEqualTo("Qwen2.5-0.5B-Instruct");
    assertThat(page.text(".meta")).startsWith("Simulated server");
    assertThat(page.count(".slos tbody tr")).isEqualTo(3);
    assertThat(page.count(".card")).isEqualTo(8);
    assertThat(page.count("figure.chart")).isEqualTo(10);
    assertThat(page.count("#definitions details")).isEqualTo(10);
    if (PICTURES) {
      Pictures.save("page-light", browser.open(file, Viewport.PICTURE, "light"), 0, 1330);
      Pictures.save("page-dark", browser.open(file, Viewport.PICTURE, "dark"), 0, 1330);
      OpenPage phone = browser.open(file, Viewport.PHONE, "light");
      Pictures.save("page-phone", phone, top(phone, "#figures") - 60, 1100);
    }
  }

  @Test
  void thePageOfAnOpenRun(Browser browser) throws IOException {
    Path file = made.open(80, 60, 4, 12);
    OpenPage page = browser.open(file);
    holds(page, file);
    assertThat(page.count("figure.chart")).isEqualTo(12);
    assertThat(page.text("#time .charts > :first-child h3"))
        .isEqualTo("Requests planned and sent per second req/s");
    assertThat(PageChecks.dots(page, "rate", "sent")).isGreaterThan(50);
    assertThat(PageChecks.dots(page, "rate", "flight")).isGreaterThan(50);
    assertThat(PageChecks.dots(page, "late", "sent")).isGreaterThan(50);
    assertThat(page.text("[data-metric=e2el]")).contains("With the wait, from its time: ");
    assertThat(page.text("[data-table=schedule]"))
        .contains("requests/s planned, ", "E2EL with the wait", "E2EL without the wait")
        .contains("TTFT with connecting", "TTFT without connecting");
  }

  @Test
  void thePageOfARunWithFailures(Browser browser) throws IOException {
    Path file = PICTURES ? made.failures(400, 32, 100) : made.hostileFailures(90, 12, 10);
    OpenPage page = browser.open(file);
    holds(page, file);
    assertThat(page.text(".banner")).startsWith("Ended early. ");
    assertThat(page.text(".verdict")).startsWith("✗Failed");
    assertThat(PageChecks.dots(page, "waterfall", "bad")).isGreaterThan(50);
    assertThat(page.text("#failures")).contains("http-status", "error-event");
    if (!PICTURES) {
      assertThat(page.text("#failures")).contains(PageRuns.HOSTILE_ANSWER);
    }
    assertThat(page.ask("return window.broken ?? 0").asInt()).isZero();
    page.run("document.querySelector('#chart-waterfall-plot').focus()");
    page.press("f");
    assertThat(page.text("#live")).contains(": failed: ");
    if (PICTURES) {
      OpenPage large = browser.open(file, Viewport.PICTURE, "light");
      large.run("document.querySelector('#chart-waterfall-plot').focus()");
      large.press("+++ff");
      Pictures.save("page-failures", large, top(large, "#requests"), 960);
    }
  }

  @Test
  void thePageOfAComparison(Browser browser) throws IOException {
    Path file =
        PICTURES
            ? made.comparison(400, List.of(16, 50, 128), 100)
            : made.madeComparison(400, List.of(8, 32, 64), 20);
    OpenPage page = browser.open(file);
    holds(page, file);
    assertThat(page.text("h1")).isEqualTo("Comparison of 3 runs");
    assertThat(page.count("#run option")).isEqualTo(3);
    assertThat(page.count(".glance-row")).isEqualTo(18);
    String first = page.text("#title + .meta");
    page.click(".columns li:nth-child(3) button");
    assertThat(page.text("#title + .meta")).isNotEqualTo(first);
    assertThat(PageChecks.blankCharts(page)).isEmpty();
    if (PICTURES) {
      Pictures.save("page-comparison", browser.open(file, Viewport.PICTURE, "light"), 0, 1150);
    }
  }

  @Test
  void thePageOfTwentyThousandRequests(Browser browser) throws IOException {
    Path file = made.large(20_000, 3);
    OpenPage page = browser.open(file);
    holds(page, file);
    assertThat(page.text("[data-chart=waterfall] .says")).contains(" of 20,000 requests");
    assertThat(page.count("#length")).as("its prompts have one length").isZero();
    page.run("document.querySelectorAll('.as-table').forEach((one) => { one.open = true; })");
    assertThat(page.count("[data-chart=waterfall] tbody tr")).isBetween(1_000, 2_000);
    assertThat(page.count("[data-chart=ttft-time] tbody tr")).isLessThanOrEqualTo(600);
  }

  /** What such a page holds is tested by itself; this is a sweep as one would run it. */
  @Test
  @EnabledIfSystemProperty(named = "pictures.update", matches = "true")
  void thePictureOfASweep(Browser browser) throws IOException {
    Path file = made.sweep(List.of(1, 2, 4, 8, 16, 32, 64, 128, 256), 60, 20);
    Pictures.save("sweep-light", browser.open(file, Viewport.PICTURE, "light"), 0, 1430);
    Pictures.save("sweep-phone", browser.open(file, Viewport.PHONE, "light"), 0, 900);
  }

  /** What holds for every page. */
  private static void holds(OpenPage page, Path file) throws IOException {
    assertThat(Files.size(file)).isLessThanOrEqualTo(HtmlPage.MAX_BYTES);
    assertThat(PageChecks.blankCharts(page)).as("blank charts").isEmpty();
    assertThat(PageChecks.unreadable(page)).as("unreadable").isEmpty();
    assertThat(PageChecks.faintTexts(page)).as("faint in the light").isEmpty();
    page.run("document.querySelector('#chart-tokens-plot').focus()");
    page.press(Keys.END, Keys.ARROW_LEFT);
    assertThat(page.text("#live")).matches("At \\S+ s?: Output tokens/s .*|At \\S+: Output.*");
    page.systemColours("dark");
    page.screen(Viewport.PHONE);
    page.drawn();
    page.drawn();
    assertThat(PageChecks.faintTexts(page)).as("faint in the dark").isEmpty();
    assertThat(PageChecks.tooWide(page)).as("too wide for a phone").isZero();
    assertThat(PageChecks.blankCharts(page)).as("blank on a phone").isEmpty();
    assertThat(PageChecks.blurredCharts(page)).as("blurred on a phone").isEmpty();
    page.systemColours("light");
    page.screen(Viewport.LARGE);
    page.drawn();
    page.drawn();
    assertThat(page.complaints()).as("console").isEmpty();
    assertThat(PageChecks.fromTheNetwork(page)).as("network").isEmpty();
  }

  private static int top(OpenPage page, String selector) {
    return page.ask(
            "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top"
                + " + scrollY)",
            selector)
        .asInt();
  }
}
