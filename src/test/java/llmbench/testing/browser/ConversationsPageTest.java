package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page of a run of conversations: rows of turns, and the first token by turn. */
@ExtendWith(BrowserExtension.class)
class ConversationsPageTest {

  private static final Path DATA = Path.of("src/test/resources/golden/page/conversations.json");

  @TempDir static Path folder;

  @Test
  void turnsAreBarsInTheirConversationsRowAndWhatFailedIsMarked(Browser browser) {
    OpenPage page = open(browser);
    for (String colour : new String[] {"ttft", "itl", "bad"}) {
      assertThat(PageChecks.dots(page, "talks", colour)).as(colour).isGreaterThan(20);
    }
    assertThat(PageChecks.dots(page, "ttft-turn", "ttft")).isGreaterThan(20);
    assertThat(page.text("[data-chart=talks] .says"))
        .isEqualTo("24 of 24 conversations shown, with 68 turns; 1 failed.");
  }

  @Test
  void itHoldsWhatEveryPageHolds(Browser browser) {
    OpenPage page = open(browser);
    assertThat(PageChecks.blankCharts(page)).isEmpty();
    assertThat(PageChecks.blurredCharts(page)).isEmpty();
    assertThat(PageChecks.faintTexts(page)).isEmpty();
    assertThat(PageChecks.unreadable(page)).isEmpty();
    assertThat(PageChecks.tooWide(page)).isZero();
  }

  @Test
  void keysMoveThroughConversationsAndFFindsTheOneThatFailed(Browser browser) {
    OpenPage page = open(browser);
    page.run("document.querySelector('#chart-talks-plot').focus()");
    page.press(Keys.ARROW_DOWN);
    assertThat(page.text("#live"))
        .startsWith("Conversation 0: ok; began at 0.00 s, 3 turns in ")
        .contains(" s between turns; first tokens after 15.5, ");
    page.press("f");
    assertThat(page.text("#live")).contains(": failed: http-status; ", "3 turns");
    page.run("document.querySelector('#chart-ttft-turn-plot').focus()");
    page.press(Keys.END);
    assertThat(page.text("#live")).startsWith("Turn 6, of 2 turns: P50 ");
  }

  @Test
  void bothChartsHaveTheirTables(Browser browser) {
    OpenPage page = open(browser);
    page.run("document.querySelectorAll('.as-table').forEach((one) => { one.open = true; })");
    assertThat(page.count("[data-chart=talks] tbody tr")).isEqualTo(24);
    assertThat(page.count("[data-chart=ttft-turn] tbody tr")).isEqualTo(6);
    assertThat(page.text("[data-chart=ttft-turn] tbody tr")).startsWith("123");
  }

  @Test
  void aRunOfOtherRequestsHasNoSuchPart(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    assertThat(page.count("#conversations")).isZero();
  }

  private static OpenPage open(Browser browser) {
    try {
      ObjectNode data = FixturePages.parse(Files.readString(DATA));
      return browser.open(FixturePages.write(folder, data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
