package llmbench.warmup;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {

  private static final String URL = "llm.test.warm-up.url";
  private static final int USERS = 3;

  /** What came after what. */
  private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path results;

  @AfterEach
  void forget() {
    System.clearProperty(URL);
  }

  /** A simulation of somebody's own. */
  public static final class Own extends Simulation {

    public Own() {
      String body =
          """
          {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "max_tokens": 3,
           "messages": [{"role": "user", "content": "Hello"}]}""";
      setUp(
              WarmUp.clientWarmUp(Duration.ofMillis(300), outcome -> SEEN.add(warm(outcome)))
                  .andThen(
                      scenario("asks")
                          .exec(
                              llm(http("ask")
                                      .post("/v1/chat/completions")
                                      .header("content-type", "application/json")
                                      .body(StringBody(body)))
                                  .onFinished((session, result) -> SEEN.add("asked")))
                          .injectOpen(atOnceUsers(USERS))))
          .protocols(http.baseUrl(System.getProperty(URL, "")).disableWarmUp());
    }

    private static String warm(JvmWarmUp.Outcome outcome) {
      return outcome.tokens() >= WarmUpStream.TOKENS ? "warm" : "cold";
    }
  }

  @Test
  void theClientIsWarmBeforeTheFirstUserComesAndNobodyElseSeesIt() throws IOException {
    var counter = new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null);
    try (SimServer server = SimServer.start(SimConfig.of(Timing.Fixed.ofMillis(1, 1)), counter)) {
      SEEN.clear();
      System.setProperty(URL, server.baseUrl().toString());
      String[] arguments = {"-s", Own.class.getName(), "-rf", results.toString(), "-nr"};
      assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
      assertThat(SEEN).containsExactly("warm", "asked", "asked", "asked");
      assertThat(server.truth().requests()).hasSize(USERS).allMatch(RequestTruth::completed);
    }
    assertThat(RecordedRun.read(run()).responses())
        .hasSize(USERS)
        .extracting(LogRecord.Response::name)
        .containsOnly("ask");
  }

  @Test
  void aWarmUpThatTakesNoTimeIsRefused() {
    assertThatThrownBy(() -> WarmUp.clientWarmUp(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the warm-up takes PT0S; expected more than 0");
  }

  private Path run() throws IOException {
    try (Stream<Path> runs = Files.list(results)) {
      return runs.findFirst().orElseThrow();
    }
  }
}
