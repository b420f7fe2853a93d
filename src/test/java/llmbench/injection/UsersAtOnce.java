package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.exec.Executable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many Gatling users at once, each of them one from the beginning to the end.
 *
 * <p>Gatling's closed injection starts users over a second, and replaces at once a user that ends
 * before the step does. So all meet before they do their work, and stay when it is done until all
 * are, and no replacement is due any more. That way Gatling's work for users who leave comes after
 * the last token, not between the tokens of others.
 */
final class UsersAtOnce {

  /** Gatling runs no user at all in a closed step that is shorter than this. */
  private static final Duration STEP = Duration.ofSeconds(1);

  /** After the first user's start, no user is replaced any more. */
  private static final Duration STEP_OVER = Duration.ofMillis(1500);

  private final int users;
  private final AtomicLong firstUserNanos = new AtomicLong();

  UsersAtOnce(int users) {
    this.users = users;
  }

  /**
   * Their population.
   *
   * @param name of the scenario; another in each population of a simulation
   * @param before what each does before all meet
   * @param work what each does then
   */
  PopulationBuilder population(String name, Executable before, Executable work) {
    return scenario(name)
        .exec(this::noteStart)
        .exec(before)
        .exec(rendezVous(users))
        .exec(work)
        .exec(rendezVous(users))
        .pause(this::untilStepIsOver)
        .injectClosed(constantConcurrentUsers(users).during(STEP));
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
