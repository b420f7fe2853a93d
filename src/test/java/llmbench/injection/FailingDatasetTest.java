package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.injection.testing.NumberedPrompts;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.LlmResult;
import llmbench.llm.testing.ScriptedServer;
import llmbench.options.BenchOptions;
import llmbench.options.BenchOptions.StopRules;
import llmbench.schedule.EvenGaps;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dataset that fails while its prompts are sent, in both models and by the server's account. */
class FailingDatasetTest {

  private static final int PROMPTS = 300;
  private static final int BAD = 200;

  /** What the simulation, which Gatling makes by itself, is to do. */
  private static final AtomicReference<List<Load>> LOADS = new AtomicReference<>();

  @TempDir static Path results;

  @BeforeAll
  static void runOnce() throws IOException {
    LOADS.set(List.of(new Load("closed"), new Load("open")));
    String[] arguments = {"-s", Failing.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    for (Load load : requireNonNull(LOADS.get())) {
      load.server.close();
    }
  }

  static Stream<Load> loads() {
    return requireNonNull(LOADS.get()).stream();
  }

  @ParameterizedTest
  @MethodSource("loads")
  void allBeforeItAreSentAndGatlingComesToItsEnd(Load load) {
    assertThat(load.sent)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, BAD).boxed().toList());
    assertThat(load.gate.atEnd())
        .contains(new Stop(StopCause.DATASET, "no more prompts can be made: line 200 is wrong"));
    assertThat(load.gate.turnedAway()).as("it was stopped").isTrue();
    assertThat(load.prompts.isNobodyWaiting()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("loads")
  void whoHasAPromptStillWaitsForItsTime(Load load) {
    assertThat(load.results).hasSize(BAD);
    for (LlmResult result : load.results) {
      Long planned = result.departure().plannedNanos();
      assertThat(planned == null ? 0 : result.sentNanos() - planned).isNotNegative();
    }
  }

  /** The simulation: both at once. */
  public static final class Failing extends Simulation {

    public Failing() {
      setUp(loads().map(Failing::population).toList());
    }

    private static PopulationBuilder population(Load load) {
      ChainBuilder begin =
          exec(
              session -> {
                load.prompts.begin();
                return session;
              });
      PopulationBuilder population;
      if (load.name.equals("open")) {
        load.prompts.begin();
        OpenModel model =
            new OpenModel(
                load.prompts.all(), new EvenGaps(PROMPTS, 1_000), OptionalInt.empty(), load.gate);
        population = model.population(load.name, request(load, action -> action.paced(model)));
      } else {
        ClosedModel model =
            new ClosedModel(load.prompts, 1, load.gate, Optional.empty(), StartTime.whenPrepared());
        population = model.population(load.name, begin, request(load, action -> action));
      }
      return population.protocols(http.baseUrl(load.server.baseUrl()).disableWarmUp());
    }

    private static ChainBuilder request(Load load, UnaryOperator<LlmActionBuilder> how) {
      return RequestAction.of(
          new RequestAction.Row("chat", null),
          NumberedPrompts.request(NumberedPrompts.upTo(1).get(0)),
          ReadyPrompt::request,
          BenchOptions.Timeouts.NONE,
          (prompt, result) -> load.results.add(result),
          how);
    }
  }

  /** A load, its server and its dataset. */
  private static final class Load {

    final String name;
    final Queue<Integer> sent = new ConcurrentLinkedQueue<>();
    final Queue<LlmResult> results = new ConcurrentLinkedQueue<>();
    final Gate gate = new Gate(StopRules.NONE, System::nanoTime, why -> {});
    final ScriptedServer server;
    final PromptsAhead prompts;

    Load(String name) throws IOException {
      this.name = name;
      server = new ScriptedServer(Map.of(NumberedPrompts.PATH, this::answer));
      prompts =
          new PromptsAhead(
              0,
              PROMPTS,
              NumberedPrompts.upTo(PROMPTS).stream().peek(Load::check),
              NumberedPrompts::request,
              20_000);
      prompts.fill();
    }

    private static void check(Prompt prompt) {
      if (prompt.index() == BAD) {
        throw new IllegalStateException("line 200\nis wrong.");
      }
    }

    private boolean answer(ScriptedServer.Wire wire, int place) throws IOException {
      sent.add(NumberedPrompts.numberOf(wire));
      return NumberedPrompts.answer(wire);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
