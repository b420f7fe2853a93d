package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages that are made while Gatling runs: four rounds of them, in one run. */
class StageRelayTest {

  private static final String BESIDE = "beside";

  /** What happened, in its order. */
  private static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();

  /** So often is asked what comes next: the last answer is nothing. */
  private static final int ROUNDS = 5;

  private static final AtomicInteger ASKED = new AtomicInteger();

  @TempDir private static Path results;

  @BeforeAll
  static void runOnce() {
    String[] arguments = {"-s", Relayed.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  @Test
  void whatComesNextIsAskedForWhenAllUsersAreGoneThatAreWaitedFor() {
    assertThat(EVENTS)
        .containsExactly(
            "asked",
            "closed: 3 came and left",
            "open: 5 came and left",
            "asked",
            "late: 2 came and left",
            "asked",
            "with another: 1 came and left",
            "asked",
            "asked",
            BESIDE + ": 1 came and left");
  }

  private static List<Stage> next(Path runDirectory) {
    assertThat(runDirectory.getParent()).isEqualTo(results);
    EVENTS.add("asked");
    return switch (ASKED.getAndIncrement()) {
      case 0 -> {
        PopulationBuilder closed =
            new UsersAtOnce(3).population("closed", user("closed", 3), end());
        yield List.of(new Stage(closed), new Stage(open("open", 5)));
      }
      case 1 -> {
        var late = scenario("late").exec(user("late", 2));
        yield List.of(new Stage(late.injectOpen(nothingFor(1), atOnceUsers(2))));
      }
      case 2 -> {
        ChainBuilder untilLast =
            asLongAs(session -> ASKED.get() < ROUNDS).on(pause(Duration.ofMillis(20)));
        ChainBuilder slow = untilLast.exec(user(BESIDE, 1));
        PopulationBuilder beside = scenario(BESIDE).exec(slow).injectOpen(atOnceUsers(1));
        yield List.of(new Stage(open("with another", 1), List.of(beside)));
      }
      case 3 -> List.of(new Stage(scenario("last").exec(end()).injectOpen(atOnceUsers(1))));
      default -> List.of();
    };
  }

  private static PopulationBuilder open(String name, int users) {
    return scenario(name).exec(user(name, users)).injectOpen(atOnceUsers(users));
  }

  private static ChainBuilder end() {
    return exec(session -> session);
  }

  /** The last of them says how many there were. */
  private static ChainBuilder user(String name, int users) {
    AtomicInteger left = new AtomicInteger(users);
    return exec(
        session -> {
          if (left.decrementAndGet() == 0) {
            EVENTS.add(name + ": " + users + " came and left");
          }
          return session;
        });
  }

  /** Knows nothing of what is to come. */
  public static final class Relayed extends Simulation {

    public Relayed() {
      setUp(StageRelay.population("levels", getClass(), StageRelayTest::next));
    }
  }
}
