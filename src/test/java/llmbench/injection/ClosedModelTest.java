package llmbench.injection;

import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt;
import llmbench.llm.LlmResult;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed model by the server's account of it: Gatling runs, and the server counts. */
class ClosedModelTest {

  private static final BenchOptions.Timeouts NO_TIMEOUTS =
      new BenchOptions.Timeouts(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What the simulation, which Gatling makes by itself, is to do. */
  private static final AtomicReference<Plan> PLAN = new AtomicReference<>();

  @TempDir Path results;

  private record Plan(SimServer server, int concurrency, List<Prompt> prompts) {}

  private static final ConcurrentLinkedQueue<LlmResult> RESULTS = new ConcurrentLinkedQueue<>();
  private static final AtomicReference<Path> DIRECTORY = new AtomicReference<>();

  @ParameterizedTest(name = "{0} at once, {1} prompts")
  @CsvSource({"1, 3, 300", "7, 30, 300", "50, 200, 600", "500, 1100, 2000", "20, 20, 600"})
  void exactlySoManyRequestsAreInFlight(int concurrency, int prompts, int millis) throws Exception {
    // An answer takes longer than all users need to begin, however busy the machine.
    Truth truth = run(concurrency, prompts, millis);
    List<RequestTruth> requests = truth.requests();
    assertThat(requests).hasSize(prompts);
    assertThat(requests).allMatch(RequestTruth::completed);
    assertThat(RESULTS).hasSize(prompts).allMatch(result -> result.fault() == null);
    assertThat(truth.receivedTwice()).isZero();

    assertThat(truth.maxInFlight()).isEqualTo(concurrency);
    assertThat(truth.connectionsOpened()).as("one a user, no churn").isEqualTo(concurrency);
    Set<Integer> firstWave = new HashSet<>();
    requests.subList(0, concurrency).forEach(request -> firstWave.add(request.connection()));
    assertThat(firstWave).as("all users begin together").hasSize(concurrency);
    assertThat(inFlightWhileThereWerePrompts(truth, concurrency))
        .as("a place is taken again before a second one is empty for long")
        .isGreaterThan(0.9 * concurrency);

    List<Integer> order = requests.stream().map(r -> Integer.valueOf(r.requestId())).toList();
    assertThat(new HashSet<>(order)).hasSize(prompts);
    for (int place = 0; place < prompts; place++) {
      assertThat(Math.abs(order.get(place) - place)).isLessThanOrEqualTo(concurrency);
    }
  }

  @Test
  void theRunDirectoryIsFound() throws Exception {
    run(1, 1, 1);
    assertThat(requireNonNull(DIRECTORY.get()).getParent()).isEqualTo(results);
    assertThat(Files.exists(DIRECTORY.get().resolve("simulation.log"))).isTrue();
  }

  @Test
  void moreAtOnceThanPromptsIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> new ClosedModel(prompts(3), 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClosedModel(prompts(3), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The mean over time, from the moment all places are taken to the last arrival. */
  private static double inFlightWhileThereWerePrompts(Truth truth, int concurrency) {
    List<RequestTruth> requests = truth.requests();
    long zero = requests.get(0).arrivedNanos();
    long from = requests.get(concurrency - 1).arrivedNanos() - zero;
    long to = requests.get(requests.size() - 1).arrivedNanos() - zero;
    if (to == from) {
      return concurrency;
    }
    double area = 0;
    long before = from;
    long now = concurrency;
    for (long[] change : truth.inFlightOverTime()) {
      if (change[0] > from && change[0] <= to) {
        area += (double) now * (change[0] - before);
        before = change[0];
      }
      if (change[0] <= to) {
        now = change[1];
      }
    }
    return area / (to - from);
  }

  private Truth run(int concurrency, int prompts, int millis) throws Exception {
    RESULTS.clear();
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(millis, 1));
    try (SimServer server = SimServer.start(config, new OneToken())) {
      PLAN.set(new Plan(server, concurrency, prompts(prompts)));
      String[] arguments = {"-s", Closed.class.getName(), "-rf", results.toString(), "-nr"};
      assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
      return server.truth();
    }
  }

  private static List<Prompt> prompts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Prompt(i, "p" + i, 1, 10)).toList();
  }

  /** The simulation. */
  public static final class Closed extends Simulation {

    public Closed() {
      Plan plan = requireNonNull(PLAN.get());
      setUp(
              new ClosedModel(plan.prompts(), plan.concurrency())
                  .population(
                      "benchmark",
                      io.gatling.javaapi.core.CoreDsl.exec(
                              new RunDirectoryProbe(Closed.class, DIRECTORY::set))
                          .exec(RequestAction.warmConnection()),
                      RequestAction.of(
                          new RequestAction.Row("chat", null),
                          request(plan.prompts().get(0)),
                          Closed::request,
                          NO_TIMEOUTS,
                          (prompt, call) -> {},
                          (prompt, result) -> RESULTS.add(result))))
          .protocols(http.baseUrl(plan.server().baseUrl().toString()).disableWarmUp());
    }

    private static LlmRequest request(Prompt prompt) {
      String body =
          "{\"messages\":[{\"role\":\"user\",\"content\":\""
              + prompt.text()
              + "\"}],\"stream\":true,\"max_tokens\":"
              + prompt.maxTokens()
              + "}";
      Map<String, String> headers =
          Map.of(
              "content-type", "application/json", "x-request-id", String.valueOf(prompt.index()));
      return new LlmRequest("/v1/chat/completions", headers, body);
    }
  }

  /** Every text is one token. */
  private static final class OneToken implements PromptCounter {

    @Override
    public int chat(List<Turn> turns) {
      return turns.size();
    }

    @Override
    public int[] encodeChat(List<Turn> turns) {
      return new int[turns.size()];
    }

    @Override
    public int text(String text) {
      return 1;
    }

    @Override
    public int[] encode(String text) {
      return new int[1];
    }

    @Override
    public String decode(int[] tokens) {
      return "x";
    }
  }
}
