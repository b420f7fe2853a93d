package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.injection.testing.NumberedPrompts;
import llmbench.llm.LlmResult;
import llmbench.llm.testing.ScriptedServer;
import llmbench.options.BenchOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The closed model by its server's account, which answers one request at a time, and none before
 * the next has come: what is in flight is a matter of counting, not of time. One Gatling run.
 */
class ClosedModelTest {

  private static final BenchOptions.Timeouts NO_TIMEOUTS =
      new BenchOptions.Timeouts(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Gatling itself begins late on a busy machine. */
  private static final int PATIENCE_MINUTES = 5;

  /** What the simulation, which Gatling makes by itself, is to do. */
  private static final AtomicReference<List<Load>> LOADS = new AtomicReference<>();

  private static final AtomicReference<Path> DIRECTORY = new AtomicReference<>();

  @TempDir static Path results;

  @BeforeAll
  static void runOnce() throws Exception {
    List<Load> loads =
        List.of(
            new Load(1, 3),
            new Load(7, 30),
            new Load(50, 200),
            new Load(500, 1100),
            new Load(20, 20));
    LOADS.set(loads);
    ExecutorService servers = Executors.newFixedThreadPool(loads.size());
    loads.forEach(load -> load.answered = CompletableFuture.runAsync(load::answer, servers));
    String[] arguments = {"-s", Closed.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
    servers.shutdown();
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
  void exactlySoManyRequestsAreInFlight(Load load) {
    requireNonNull(load.answered).join();
    assertThat(load.mostInFlight.get()).isEqualTo(load.concurrency);
    assertThat(load.results).hasSize(load.prompts).allMatch(result -> result.fault() == null);
    assertThat(load.server.requests(NumberedPrompts.PATH)).isEqualTo(load.prompts);
  }

  @ParameterizedTest
  @MethodSource("loads")
  void allUsersBeginTogetherAndNoneIsReplaced(Load load) {
    assertThat(load.arrived.get(0).warmUsers()).isEqualTo(load.concurrency);
    assertThat(load.warmUsers.get()).isEqualTo(load.concurrency);
    assertThat(load.server.connections()).as("one a user").isEqualTo(load.concurrency);
  }

  @ParameterizedTest
  @MethodSource("loads")
  void promptsAreSentInTheirOrder(Load load) {
    List<Integer> order = load.arrived.stream().map(Arrival::prompt).toList();
    List<Integer> all = IntStream.range(0, load.prompts).boxed().toList();
    assertThat(order.subList(0, load.concurrency))
        .as("those who begin together do so in any order")
        .containsExactlyInAnyOrderElementsOf(all.subList(0, load.concurrency));
    assertThat(order.subList(load.concurrency, load.prompts))
        .isEqualTo(all.subList(load.concurrency, load.prompts));
  }

  @Test
  void theRunDirectoryIsFound() {
    assertThat(requireNonNull(DIRECTORY.get()).getParent()).isEqualTo(results);
    assertThat(Files.exists(DIRECTORY.get().resolve("simulation.log"))).isTrue();
  }

  @Test
  void moreAtOnceThanPromptsIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> new ClosedModel(NumberedPrompts.ahead(3), 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClosedModel(NumberedPrompts.ahead(3), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The simulation: all loads at once, each with a server of its own. */
  public static final class Closed extends Simulation {

    public Closed() {
      setUp(loads().map(Closed::population).toList());
    }

    private static PopulationBuilder population(Load load) {
      PromptsAhead prompts = NumberedPrompts.ahead(load.prompts);
      ChainBuilder warmUp =
          exec(new RunDirectoryProbe(Closed.class, DIRECTORY::set))
              .exec(RequestAction.warmConnection("", BenchOptions.Timeouts.NONE, unasked -> {}))
              .exec(
                  session -> {
                    load.warmUsers.incrementAndGet();
                    return session;
                  });
      ChainBuilder request =
          RequestAction.of(
              new RequestAction.Row("chat", null),
              NumberedPrompts.request(NumberedPrompts.upTo(1).get(0)),
              ReadyPrompt::request,
              NO_TIMEOUTS,
              (prompt, result) -> load.results.add(result));
      return new ClosedModel(prompts, load.concurrency)
          .population(load.toString(), warmUp, request)
          .protocols(http.baseUrl(load.server.baseUrl()).disableWarmUp());
    }
  }

  /** A request that waits for its answer. */
  private record Arrival(int prompt, int warmUsers, CountDownLatch answer) {}

  /** A load and its server, which holds every answer back. */
  private static final class Load {

    final int concurrency;
    final int prompts;
    final ScriptedServer server;
    final AtomicInteger warmUsers = new AtomicInteger();
    final AtomicInteger mostInFlight = new AtomicInteger();
    final ConcurrentLinkedQueue<LlmResult> results = new ConcurrentLinkedQueue<>();

    /** In their order. */
    final List<Arrival> arrived = new ArrayList<>();

    @Nullable CompletableFuture<Void> answered;

    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean holds = true;

    Load(int concurrency, int prompts) throws IOException {
      this.concurrency = concurrency;
      this.prompts = prompts;
      server =
          new ScriptedServer(Map.of("/health", Load::healthy, NumberedPrompts.PATH, this::hold));
    }

    @Override
    public String toString() {
      return concurrency + " at once, " + prompts + " prompts";
    }

    private static boolean healthy(ScriptedServer.Wire wire, int place) throws IOException {
      wire.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      return true;
    }

    private boolean hold(ScriptedServer.Wire wire, int place) throws IOException {
      mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
      int prompt = NumberedPrompts.numberOf(wire);
      Arrival arrival = new Arrival(prompt, warmUsers.get(), new CountDownLatch(1));
      arrivals.add(arrival);
      if (!holds) {
        arrival.answer().countDown();
      }
      try {
        arrival.answer().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      // Before the answer, behind which the next request may come.
      inFlight.decrementAndGet();
      return NumberedPrompts.answer(wire);
    }

    /** Answers any one whenever all places are taken; the last ones when no more is to come. */
    private void answer() {
      Random any = new Random(concurrency);
      List<Arrival> waiting = new ArrayList<>();
      try {
        while (arrived.size() < prompts) {
          if (waiting.size() == concurrency) {
            waiting.remove(any.nextInt(concurrency)).answer().countDown();
          }
          Arrival next =
              requireNonNull(
                  arrivals.poll(PATIENCE_MINUTES, TimeUnit.MINUTES),
                  "no request behind the first " + arrived.size());
          waiting.add(next);
          arrived.add(next);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        holds = false;
        waiting.addAll(arrivals);
        waiting.forEach(arrival -> arrival.answer().countDown());
      }
    }
  }
}
