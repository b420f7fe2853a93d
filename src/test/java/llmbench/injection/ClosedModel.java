package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.exec.Executable;
import java.util.List;
import java.util.Optional;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions.StopRules;

/**
 * The closed model of the benchmark tools: exactly this many requests in flight, from the first
 * moment until fewer prompts are left, or none may be sent any more.
 *
 * <p>Gatling's closed injection keeps a number of <em>users</em>, not of requests. So there are as
 * many users as requests ({@link UsersAtOnce}); each first warms its connection, all meet, then
 * each loops over one queue of prompts.
 */
public final class ClosedModel {

  private final PromptQueue queue;
  private final UsersAtOnce users;

  /**
   * A closed model over these prompts, all of which are sent.
   *
   * @param prompts in the order they are sent
   * @param concurrency requests in flight at once, from 1 to the number of prompts
   */
  public ClosedModel(List<Prompt> prompts, int concurrency) {
    this(prompts, concurrency, new Gate(StopRules.NONE, System::nanoTime, stop -> {}));
  }

  /**
   * A closed model over these prompts.
   *
   * @param gate no prompt is taken any more once it is closed
   */
  public ClosedModel(List<Prompt> prompts, int concurrency, Gate gate) {
    this(List.of(), prompts, concurrency, gate, Optional.empty());
  }

  /**
   * A closed model over these prompts, and others before them.
   *
   * @param warmUps aren't measured, and go first: each that ends makes room for the next prompt
   * @param concurrency requests in flight at once, from 1 to the number of all
   * @param loop says until where prompts are taken, where that isn't the gate's to say
   */
  public ClosedModel(
      List<Prompt> warmUps,
      List<Prompt> prompts,
      int concurrency,
      Gate gate,
      Optional<TimedLoop> loop) {
    int all = warmUps.size() + prompts.size();
    if (concurrency < 1 || concurrency > all) {
      throw new IllegalArgumentException("concurrency " + concurrency + " for " + all + " prompts");
    }
    this.queue = new PromptQueue(warmUps, prompts, gate, loop);
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
        exec(this::nextPrompt)
            .exec(asLongAs(UserPrompt::isIn).on(exec(request).exec(this::nextPrompt)));
    return users.population(name, warmUp, eachPrompt);
  }

  /** Takes the next prompt; a failed request does not stop the user who sent it. */
  private Session nextPrompt(Session session) {
    if (UserPrompt.isIn(session)) {
      queue.over();
    }
    Turn next = queue.take();
    Session without = UserPrompt.without(session);
    return next == null ? without : next.of(without);
  }
}
