package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.exec.Executable;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.options.BenchOptions.StopRules;
import org.jspecify.annotations.Nullable;

/**
 * The closed model of the benchmark tools: exactly this many requests in flight, from the first
 * moment until fewer prompts are left, or none may be sent any more.
 *
 * <p>Gatling's closed injection keeps a number of <em>users</em>, not of requests. So there are as
 * many users as requests ({@link UsersAtOnce}); each first warms its connection, all meet, then
 * each takes prompt after prompt.
 */
public final class ClosedModel {

  private final PromptsAhead prompts;
  private final Gate gate;
  private final AtomicInteger next = new AtomicInteger();
  private final UsersAtOnce users;

  /**
   * A closed model over these prompts, all of which are sent.
   *
   * @param prompts in the order they are sent
   * @param concurrency requests in flight at once, from 1 to the number of prompts
   */
  public ClosedModel(PromptsAhead prompts, int concurrency) {
    this(prompts, concurrency, new Gate(StopRules.NONE, System::nanoTime, stop -> {}));
  }

  /**
   * A closed model over these prompts.
   *
   * @param gate no prompt is taken any more once it is closed
   */
  public ClosedModel(PromptsAhead prompts, int concurrency, Gate gate) {
    if (concurrency < 1 || concurrency > prompts.size()) {
      throw new IllegalArgumentException(
          "concurrency " + concurrency + " for " + prompts.size() + " prompts");
    }
    this.prompts = prompts;
    this.gate = gate;
    this.users = new UsersAtOnce(concurrency);
  }

  /**
   * The population that sends every prompt once, while the gate lets it.
   *
   * @param name of the scenario; another in each population of a simulation
   * @param warmUp what each user does before all meet; not measured, and free to fail
   * @param request sends the user's {@link UserPrompt}
   */
  public PopulationBuilder population(String name, Executable warmUp, Executable request) {
    ChainBuilder eachPrompt =
        exec(nextPrompt()).exec(asLongAs(UserPrompt::isIn).on(exec(request).exec(nextPrompt())));
    return users.population(name, warmUp, eachPrompt);
  }

  private TakePrompt nextPrompt() {
    return new TakePrompt(prompts, gate, this::nextTurn);
  }

  /** Null when all are taken, or the gate is closed. */
  TakePrompt.@Nullable Turn nextTurn() {
    if (next.get() >= prompts.size() || !gate.letsPass()) {
      return null;
    }
    int place = next.getAndIncrement();
    return place < prompts.size() ? new TakePrompt.Turn(place, System.nanoTime()) : null;
  }
}
