package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.exec.Executable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions.StopRules;

/**
 * The closed model of the benchmark tools: exactly this many requests in flight, from the first
 * moment until fewer prompts are left, or none may be sent any more.
 *
 * <p>Gatling's closed injection keeps a number of <em>users</em>, not of requests: it starts them
 * over a second, and replaces at once a user that ends before the step does. So each user first
 * warms its connection, all meet, then each loops over one queue of prompts; and a user that finds
 * the queue empty stays until all have, and no replacement is due any more. That way Gatling's work
 * for users who leave comes after the last token, not between the tokens of others.
 */
public final class ClosedModel {

  private static final String PROMPT = "llmbench.prompt";

  /** Gatling runs no user at all in a closed step that is shorter than this. */
  private static final Duration STEP = Duration.ofSeconds(1);

  /** After the first user's start, no user is replaced any more. */
  private static final Duration STEP_OVER = Duration.ofMillis(1500);

  private final PromptQueue queue;
  private final int concurrency;
  private final AtomicLong firstUserNanos = new AtomicLong();

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
    if (concurrency < 1 || concurrency > prompts.size()) {
      throw new IllegalArgumentException(
          "concurrency " + concurrency + " for " + prompts.size() + " prompts");
    }
    this.queue = new PromptQueue(prompts, gate);
    this.concurrency = concurrency;
  }

  /** The prompt that a user is about to send, or has just sent. */
  public static Prompt prompt(Session session) {
    return session.<Prompt>get(PROMPT);
  }

  /** A user that is about to send this prompt. */
  public static Session with(Prompt prompt, Session session) {
    return session.set(PROMPT, prompt);
  }

  /** The user without its prompt; what became of the prompt is forgotten. */
  public static Session without(Session session) {
    return session.markAsSucceeded().remove(PROMPT);
  }

  /**
   * The population that sends every prompt once, while the gate lets it.
   *
   * @param name of the scenario; another in each population of a simulation
   * @param warmUp what each user does before all meet; not measured, and free to fail
   * @param request sends {@link #prompt}
   */
  public PopulationBuilder population(String name, Executable warmUp, Executable request) {
    ChainBuilder eachPrompt =
        exec(this::nextPrompt)
            .exec(
                asLongAs(session -> session.contains(PROMPT))
                    .on(exec(request).exec(this::nextPrompt)));
    ClosedInjectionStep step = constantConcurrentUsers(concurrency).during(STEP);
    return scenario(name)
        .exec(this::noteStart)
        .exec(warmUp)
        .exec(rendezVous(concurrency))
        .exec(eachPrompt)
        .exec(rendezVous(concurrency))
        .pause(this::untilStepIsOver)
        .injectClosed(step);
  }

  /** Takes the next prompt; a failed request does not stop the user who sent it. */
  private Session nextPrompt(Session session) {
    Prompt next = queue.take();
    return next == null ? without(session) : with(next, session.markAsSucceeded());
  }

  private Session noteStart(Session session) {
    firstUserNanos.compareAndSet(0, System.nanoTime());
    return session;
  }

  private Duration untilStepIsOver(Session session) {
    long elapsed = System.nanoTime() - firstUserNanos.get();
    return Duration.ofNanos(Math.max(0, STEP_OVER.toNanos() - elapsed));
  }
}
