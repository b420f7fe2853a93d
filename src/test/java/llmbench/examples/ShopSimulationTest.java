package llmbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import java.nio.file.Path;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example does what it shows: it is run, as its reader would. */
class ShopSimulationTest {

  @TempDir Path results;

  @AfterEach
  void forget() {
    System.clearProperty("shop.url");
  }

  @Test
  void everyCustomerIsAnsweredAndEveryCheckHolds() {
    var counter = new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null);
    try (SimServer server = SimServer.start(SimConfig.of(Timing.Fixed.ofMillis(2, 1)), counter)) {
      System.setProperty("shop.url", server.baseUrl().toString());
      String[] arguments = {"-s", ShopSimulation.class.getName(), "-rf", results.toString(), "-nr"};
      assertThat(Gatling$.MODULE$.fromArgs(arguments))
          .as("its assertion: no request failed")
          .isZero();
      assertThat(server.truth().requests())
          .hasSize(10)
          .allMatch(RequestTruth::completed)
          .allMatch(RequestTruth::usageWritten);
    }
  }
}
