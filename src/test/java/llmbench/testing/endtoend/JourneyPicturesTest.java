package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import llmbench.examples.JourneySimulation;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.testing.browser.Browser;
import llmbench.testing.browser.BrowserExtension;
import llmbench.testing.browser.OpenPage;
import llmbench.testing.browser.Pictures;
import llmbench.testing.browser.Viewport;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of docs/journeys.md: of the example as it stands, for half a minute. */
@ExtendWith(BrowserExtension.class)
@EnabledIfSystemProperty(named = "pictures.update", matches = "true")
class JourneyPicturesTest {

  /** Gatling's page scrolls within the window: what is below it is not drawn. */
  private static final Viewport TALL = new Viewport(Viewport.PICTURE.width(), 1600, 1);

  @TempDir Path folder;

  @Test
  void bothReportsOfAJourney(Browser browser) throws Exception {
    OwnSimulationRun run = run();
    assertThat(run.status()).as(run.said()).isZero();
    // What the page's figures are beside.
    System.out.println(run.said());
    OpenPage gatling = browser.open(run.directory().resolve("index.html"), TALL, "light");
    gatling.run(
        "[...document.querySelectorAll('button, a, div')]"
            + ".filter((one) => one.textContent.trim() === 'Expand all groups').pop().click()");
    Pictures.save("journey-gatling", atRest(gatling), 585, 760);
    OpenPage page = browser.open(run.directory().resolve("llm.html"), Viewport.PICTURE, "light");
    Pictures.save("journey-page", page, top(page, "#conversations"), 900);
  }

  private OwnSimulationRun run() throws Exception {
    Opened bundled = Tokenizers.open("bundled", null);
    TokenizerPromptCounter counter =
        new TokenizerPromptCounter(bundled.tokenizer(), bundled.chatTemplate().orElse(null));
    FaultSchedule cutsOne =
        arrival ->
            arrival.says("user-25,") && arrival.says("Which one, then?")
                ? ServerFault.of("cut-rst@5")
                : null;
    SimConfig config =
        SimConfig.of(Timing.Batch.A100_QWEN25_05B)
            .withPrefixCaching(PrefixCaching.ON)
            .withFaults(cutsOne);
    try (SimServer server = SimServer.startWarm(config, counter)) {
      return OwnSimulationRun.of(
          JourneySimulation.class,
          folder,
          "shop.url=" + server.baseUrl(),
          "journey.users=60",
          "journey.rate=2",
          "journey.seconds=30");
    }
  }

  /** Gatling's charts grow for a while. */
  private static OpenPage atRest(OpenPage page) {
    byte[] before;
    byte[] now = page.picture(0, TALL.height());
    do {
      before = now;
      now = page.picture(0, TALL.height());
    } while (!Arrays.equals(before, now));
    return page;
  }

  private static int top(OpenPage page, String selector) {
    return page.ask(
            "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top"
                + " + scrollY)",
            selector)
        .asInt();
  }
}
