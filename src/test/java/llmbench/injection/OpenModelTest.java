package llmbench.injection;

import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import llmbench.injection.testing.NumberedPrompts;
import llmbench.llm.LlmResult;
import llmbench.llm.testing.ScriptedServer;
import llmbench.options.BenchOptions;
import llmbench.options.BenchOptions.StopRules;
import llmbench.options.ToolVersion;
import llmbench.random.NumpyLegacyRandom;
import llmbench.schedule.Arrivals;
import llmbench.schedule.Burstiness;
import llmbench.schedule.EvenGaps;
import llmbench.schedule.VllmRate;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The open model by its server's account, and by what each request says of itself. One run. */
class OpenModelTest {

  private static final int PATIENCE_MINUTES = 5;

  /** What the simulation, which Gatling makes by itself, is to do. */
  private static final AtomicReference<List<Load>> LOADS = new AtomicReference<>();

  @TempDir static Path results;

  @BeforeAll
  static void runOnce() throws Exception {
    Burstiness bursty = new Burstiness(ToolVersion.VLLM_0_33, 0.5);
    LOADS.set(
        List.of(
            new Load("free", new VllmRate(150, 300, bursty, new NumpyLegacyRandom(3)), 0, 0),
            new Load("capped", atOnce(60), 4, 0),
            new Load("stopped", new EvenGaps(2_000, 200), 0, 30),
            new Load("stopped while others wait", atOnce(50), 3, 10),
            new Load("stopped while thousands wait", atOnce(4_000), 1, 1)));
    String[] arguments = {"-s", Open.class.getName(), "-rf", results.toString(), "-nr"};
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

  private static Load load(String name) {
    return loads().filter(load -> load.name.equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("loads")
  void eachIsPlannedForItsTimeAndNeverSentBefore(Load load) {
    List<LlmResult> inOrder = load.inOrder();
    long[] times = load.times();
    long first = times[index(inOrder.get(0))];
    long zero = requireNonNull(inOrder.get(0).departure().plannedNanos()) - first;
    for (LlmResult result : inOrder) {
      assertThat(result.departure().plannedNanos()).isEqualTo(zero + times[index(result)]);
    }
    assertThat(inOrder)
        .allMatch(
            result -> result.sentNanos() >= requireNonNull(result.departure().plannedNanos()));
  }

  @Test
  void withoutAStopEachPromptIsSentOnce() {
    for (String name : List.of("free", "capped")) {
      List<Integer> sent = load(name).inOrder().stream().map(OpenModelTest::index).toList();
      assertThat(sent)
          .isEqualTo(IntStream.range(0, load(name).arrivals.requests()).boxed().toList());
    }
  }

  @Test
  void aCapHoldsAtTheServerAndNobodyIsSentBeforeThereIsRoom() {
    Load load = load("capped");
    assertThat(load.mostInFlight.get()).isEqualTo(4);
    List<LlmResult> waited =
        load.results.stream().filter(result -> result.departure().admittedNanos() != null).toList();
    assertThat(waited).hasSizeBetween(1, 56);
    for (LlmResult result : waited) {
      long admitted = requireNonNull(result.departure().admittedNanos());
      assertThat(admitted).isGreaterThanOrEqualTo(result.departure().plannedNanos());
      assertThat(result.sentNanos()).isGreaterThanOrEqualTo(admitted);
    }
  }

  @Test
  void whoWaitsIsLetInInTheOrderOfThePlanEachByAnEndOfItsOwn() {
    Load load = load("capped");
    List<Long> admitted =
        load.inOrder().stream()
            .filter(result -> result.departure().admittedNanos() != null)
            .map(result -> requireNonNull(result.departure().admittedNanos()))
            .toList();
    assertThat(admitted).isSorted();
    List<Long> over = load.over.stream().sorted().toList();
    for (int place = 0; place < admitted.size(); place++) {
      assertThat(admitted.get(place)).isGreaterThanOrEqualTo(over.get(place));
    }
  }

  @Test
  void withoutACapNobodyIsAdmitted() {
    assertThat(load("free").results).allMatch(result -> result.departure().admittedNanos() == null);
  }

  @Test
  void onceItIsStoppedNothingIsSentAndGatlingEnds() {
    Load stopped = load("stopped");
    assertThat(stopped.server.requests(NumberedPrompts.PATH))
        .isEqualTo(stopped.results.size())
        .isLessThan(2_000);
    assertThat(stopped.gate.turnedAway()).isTrue();
    Load waited = load("stopped while others wait");
    assertThat(waited.gate.turnedAway()).isTrue();
    assertThat(load("stopped while thousands wait").results).hasSizeLessThan(4_000);
    assertThat(waited.server.requests(NumberedPrompts.PATH))
        .isEqualTo(waited.results.size())
        .isLessThan(50);
  }

  @Test
  void aTimeForEachPromptIsNeeded() {
    Gate gate = new Gate(StopRules.NONE, System::nanoTime, why -> {});
    assertThatThrownBy(
            () ->
                new OpenModel(NumberedPrompts.ahead(3).all(), atOnce(2), OptionalInt.empty(), gate))
        .hasMessage("2 times for 3 prompts");
  }

  /** A nanosecond apart. */
  private static Arrivals atOnce(int requests) {
    return new EvenGaps(requests, 1e9);
  }

  private static int index(LlmResult result) {
    return Integer.parseInt(result.requestId());
  }

  /** The simulation: all loads at once, each with a server of its own. */
  public static final class Open extends Simulation {

    public Open() {
      setUp(loads().map(Open::population).toList());
    }

    private static PopulationBuilder population(Load load) {
      PromptsAhead prompts = NumberedPrompts.ahead(load.arrivals.requests());
      OptionalInt most = load.most == 0 ? OptionalInt.empty() : OptionalInt.of(load.most);
      OpenModel model = new OpenModel(prompts.all(), load.arrivals, most, load.gate);
      ChainBuilder request =
          RequestAction.of(
              new RequestAction.Row("chat", null),
              NumberedPrompts.request(NumberedPrompts.upTo(1).get(0)),
              ReadyPrompt::request,
              BenchOptions.Timeouts.NONE,
              (prompt, result) -> load.finished(result),
              action -> action.paced(model));
      return model
          .population(load.name, request)
          .protocols(http.baseUrl(load.server.baseUrl()).disableWarmUp());
    }
  }

  /** A load and its server. */
  private static final class Load {

    final String name;
    final Arrivals arrivals;
    final int most;

    /** After so many results the gate is closed; 0 for never. */
    final int stopsAfter;

    final Gate gate = new Gate(StopRules.NONE, System::nanoTime, why -> {});
    final ScriptedServer server;
    final Queue<LlmResult> results = new ConcurrentLinkedQueue<>();
    final Queue<Long> over = new ConcurrentLinkedQueue<>();
    final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CountDownLatch full;

    Load(String name, Arrivals arrivals, int most, int stopsAfter) throws IOException {
      this.name = name;
      this.arrivals = arrivals;
      this.most = most;
      this.stopsAfter = stopsAfter;
      full = new CountDownLatch(most);
      server = new ScriptedServer(Map.of(NumberedPrompts.PATH, this::answer));
    }

    @Override
    public String toString() {
      return name;
    }

    long[] times() {
      PrimitiveIterator.OfLong times = arrivals.nanos();
      return LongStream.generate(times::nextLong).limit(arrivals.requests()).toArray();
    }

    List<LlmResult> inOrder() {
      return results.stream().sorted(Comparator.comparing(OpenModelTest::index)).toList();
    }

    void finished(LlmResult result) {
      over.add(System.nanoTime());
      results.add(result);
      if (results.size() == stopsAfter) {
        gate.close(new Stop(StopCause.MAX_ERRORS, "enough"));
      }
    }

    /** Nobody is answered before as many are in flight as may be. */
    private boolean answer(ScriptedServer.Wire wire, int place) throws IOException {
      mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      full.countDown();
      try {
        assertThat(full.await(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      inFlight.decrementAndGet();
      return NumberedPrompts.answer(wire);
    }
  }
}
