package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.exec.Executable;
import java.util.Optional;
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
public final class ClosedModel implements AtOnce {

  private final PromptRange prompts;
  private final Gate gate;
  private final StartTime start;
  private final TurnQueue queue;
  private final UsersAtOnce users;

  /**
   * A closed model over these prompts, all of which are sent.
   *
   * @param prompts in the order they are sent
   * @param concurrency requests in flight at once, from 1 to the number of prompts
   */
  public ClosedModel(PromptsAhead prompts, int concurrency) {
    this(
        prompts,
        concurrency,
        new Gate(StopRules.NONE, System::nanoTime, stop -> {}),
        Optional.empty(),
        StartTime.whenPrepared());
  }

  /**
   * A closed model over these prompts. Warm-up requests among them go first: each that ends makes
   * room for the next prompt.
   *
   * @param concurrency requests in flight at once, from 1 to the number of all
   * @param gate no prompt is taken any more once it is closed
   * @param loop says until where prompts are taken, where that isn't the gate's to say
   * @param start before it none is taken
   */
  public ClosedModel(
      PromptsAhead prompts, int concurrency, Gate gate, Optional<TimedLoop> loop, StartTime start) {
    this.prompts = prompts.all();
    int all = this.prompts.size();
    if (concurrency < 1 || concurrency > all) {
      throw new IllegalArgumentException("concurrency " + concurrency + " for " + all + " prompts");
    }
    this.gate = gate;
    this.start = start;
    this.queue = new TurnQueue(prompts.warmUps(), all, gate, loop);
    this.users = new UsersAtOnce(concurrency);
  }

  /** The population that sends every prompt once, while the gate lets it. */
  @Override
  public PopulationBuilder population(String name, Executable warmUp, Executable request) {
    ChainBuilder eachPrompt =
        start
            .await()
            .exec(new TakePrompt(prompts, gate, queue::take))
            .exec(
                asLongAs(UserPrompt::isIn)
                    .on(exec(request).exec(new TakePrompt(prompts, gate, this::turnBehindOne))));
    return users.population(name, warmUp, eachPrompt);
  }

  private @Nullable Turn turnBehindOne() {
    queue.over();
    return queue.take();
  }
}
