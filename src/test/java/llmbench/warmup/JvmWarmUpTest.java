package llmbench.warmup;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.injection.ClosedModel;
import llmbench.injection.PromptsAhead;
import llmbench.injection.ReadyPrompt;
import llmbench.injection.RequestAction;
import llmbench.llm.LlmResult;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.Truth;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The warm-up in a run of its own: the target must not notice, and the run is what it was. */
class JvmWarmUpTest {

  private static final BenchOptions.Timeouts NO_TIMEOUTS =
      new BenchOptions.Timeouts(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** It ends by itself when it gets no faster, and not before the first answer. */
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  private static final int PROMPTS = 40;
  private static final int TOKENS = 5;

  private static final AtomicReference<SimServer> SERVER = new AtomicReference<>();
  private static final AtomicReference<Integer> USERS = new AtomicReference<>();
  private static final ConcurrentLinkedQueue<LlmResult> PLAYED = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<LlmResult> MEASURED = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<JvmWarmUp.Outcome> OUTCOMES =
      new ConcurrentLinkedQueue<>();

  /** When the warm-up was over, in requests that the target had seen. */
  private static final ConcurrentLinkedQueue<Integer> SEEN = new ConcurrentLinkedQueue<>();

  @TempDir Path results;

  @ParameterizedTest(name = "{0} users")
  @ValueSource(ints = {1, 20})
  void theClientPlaysWholeAnswersByItself(int users) throws IOException {
    PLAYED.clear();
    MEASURED.clear();
    OUTCOMES.clear();
    SEEN.clear();
    USERS.set(users);
    Truth truth;
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(1, 1));
    TokenizerPromptCounter counter =
        new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null);
    try (SimServer server = SimServer.start(config, counter)) {
      SERVER.set(server);
      String[] arguments = {"-s", Warm.class.getName(), "-rf", results.toString(), "-nr"};
      assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
      truth = server.truth();
    }

    assertThat(OUTCOMES).as("told once").hasSize(1);
    assertThat(OUTCOMES.element().tokens()).isPositive();
    assertThat(OUTCOMES.element().tokens() % WarmUpStream.TOKENS).isZero();
    assertThat(PLAYED).as("recorded as the measured ones are").isNotEmpty();
    assertThat(PLAYED)
        .allSatisfy(
            result -> {
              assertThat(result.fault()).isNull();
              assertThat(result.timeline().outputs()).isEqualTo(WarmUpStream.TOKENS);
              assertThat(requireNonNull(result.timeline().usage()).completionTokens())
                  .isEqualTo(WarmUpStream.TOKENS);
            });

    assertThat(SEEN).as("nothing has gone to the target before").containsExactly(0);
    assertThat(truth.requests()).hasSize(PROMPTS);
    assertThat(truth.maxInFlight()).isLessThanOrEqualTo(users);
    assertThat(truth.connectionsOpened()).isEqualTo(users);
    assertThat(MEASURED).hasSize(PROMPTS).allMatch(result -> result.fault() == null);
    assertThat(logs()).singleElement().asString().contains("chat").doesNotContain("warm up");
  }

  private List<String> logs() throws IOException {
    try (Stream<Path> files = Files.walk(results)) {
      return files
          .filter(file -> file.endsWith("simulation.log"))
          .map(JvmWarmUpTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The simulation. */
  public static final class Warm extends Simulation {

    public Warm() throws IOException {
      SimServer server = requireNonNull(SERVER.get());
      int users = requireNonNull(USERS.get());
      List<Prompt> prompts =
          IntStream.range(0, PROMPTS).mapToObj(i -> new Prompt(i, "p" + i, 1, TOKENS)).toList();
      JvmWarmUp warmUp =
          JvmWarmUp.start(
              prompts.get(0),
              request(prompts.get(0)),
              LONG_ENOUGH,
              (prompt, result) -> PLAYED.add(result),
              outcome -> {
                OUTCOMES.add(outcome);
                SEEN.add(server.truth().connectionsOpened());
              });
      setUp(
              new ClosedModel(ahead(prompts), users)
                  .population(
                      "benchmark",
                      exec(warmUp.chain(users))
                          .exec(
                              RequestAction.warmConnection(
                                  "", BenchOptions.Timeouts.NONE, unasked -> {})),
                      RequestAction.of(
                          new RequestAction.Row("chat", null),
                          request(prompts.get(0)),
                          ReadyPrompt::request,
                          NO_TIMEOUTS,
                          (prompt, result) -> MEASURED.add(result))))
          .protocols(http.baseUrl(server.baseUrl().toString()).disableWarmUp());
    }

    private static PromptsAhead ahead(List<Prompt> prompts) {
      PromptsAhead ahead = new PromptsAhead(0, prompts.size(), prompts.stream(), Warm::request);
      ahead.fill();
      return ahead;
    }

    private static LlmRequest request(Prompt prompt) {
      String body =
          "{\"messages\":[{\"role\":\"user\",\"content\":\""
              + prompt.text()
              + "\"}],\"stream\":true,\"max_tokens\":"
              + prompt.maxTokens()
              + "}";
      return new LlmRequest(
          "/v1/chat/completions", Map.of("content-type", "application/json"), body);
    }
  }
}
