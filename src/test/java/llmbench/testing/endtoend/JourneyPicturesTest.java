package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

/** The pictures of docs/journeys.md: of the example as it stands, for half a minute. */
@ExtendWith(BrowserExtension.class)
@EnabledIfSystemProperty(named = "pictures.update", matches = "true")
class JourneyPicturesTest {

  @Test
  void bothReportsOfAJourney(Browser browser) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/pictures/journey"));
    OwnSimulationRun run = run(folder);
    assertThat(run.status()).as(run.said()).isZero();
    OpenPage gatling =
        browser.open(run.directory().resolve("index.html"), Viewport.PICTURE, "light");
    Pictures.save("journey-gatling", gatling, 0, 1000);
    OpenPage page = browser.open(run.directory().resolve("llm.html"), Viewport.PICTURE, "light");
    Pictures.save("journey-page", page, top(page, "#conversations"), 900);
  }

  private static OwnSimulationRun run(Path folder) throws Exception {
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
          "journey.s=30");
    }
  }

  private static int top(OpenPage page, String selector) {
    return page.ask(
            "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top"
                + " + scrollY)",
            selector)
        .asInt();
  }
}
