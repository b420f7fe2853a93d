package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.exec.Executable;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.dataset.Prompt;
import llmbench.llm.UserAction;
import llmbench.request.LlmRequest;
import org.jspecify.annotations.Nullable;

/**
 * The same request again and again beside a load: a pause behind each answer, then the next one,
 * from the load's first request to its end. One user, which nobody of the load waits for.
 *
 * <p>Source: {@code benchmark()} in {@code vllm/benchmarks/serve.py} of 0.32.0 and 0.33.0.
 */
public final class ProbeLoop {

  private final LlmRequest request;
  private final long pauseNanos;
  private final AtomicInteger sent = new AtomicInteger();
  private final Moment begin = new Moment();
  private final Moment end = new Moment();
  private final Moment gone = new Moment();

  /**
   * A loop that is not begun.
   *
   * @param request sent each time
   * @param perSecond how many there would be if they took no time; above 0
   */
  public ProbeLoop(LlmRequest request, double perSecond) {
    this.request = request;
    // An infinite rate has no pause; a tiny one a pause that no run comes to the end of.
    pauseNanos = (long) Math.min((double) TimeUnit.DAYS.toNanos(365), 1e9 / perSecond);
  }

  /**
   * Its population.
   *
   * @param name of the scenario
   * @param warmUp what its user does before
   * @param probe sends the user's {@link UserPrompt}
   */
  public PopulationBuilder population(String name, Executable warmUp, Executable probe) {
    ChainBuilder each = exec(this::take).exec(probe).exec(new Wait(end, pauseNanos));
    return scenario(name)
        .exec(warmUp)
        .exec(new Wait(begin, Wait.NO_LIMIT))
        .exec(asLongAs(session -> !end.isPast()).on(each))
        .exec(
            session -> {
              gone.pass();
              return session;
            })
        .injectOpen(atOnceUsers(1));
  }

  /** A population that ends the loop, and is through when the last request is. */
  public PopulationBuilder ending(String name) {
    return scenario(name)
        .exec(
            session -> {
              end();
              return session;
            })
        .exec(new Wait(gone, Wait.NO_LIMIT))
        .injectOpen(atOnceUsers(1));
  }

  /** The load begins. Called again nothing happens. */
  public void begin() {
    begin.pass();
  }

  /** The load is over: the request in flight is the last one. Called again nothing happens. */
  public void end() {
    end.pass();
    begin.pass();
  }

  /** How many requests were begun. */
  public int sent() {
    return sent.get();
  }

  private io.gatling.javaapi.core.Session take(io.gatling.javaapi.core.Session session) {
    Prompt prompt = new Prompt(sent.getAndIncrement(), "", 1, 1);
    return UserPrompt.with(new ReadyPrompt(prompt, request), UserPrompt.without(session));
  }

  /** Something that happens once, and that one user may wait for. Any thread. */
  private static final class Moment {

    private volatile boolean past;
    private @Nullable Runnable waiting;

    boolean isPast() {
      return past;
    }

    void pass() {
      // For those who say it again with each of their requests.
      if (!past) {
        Runnable then = passed();
        if (then != null) {
          then.run();
        }
      }
    }

    private synchronized @Nullable Runnable passed() {
      past = true;
      Runnable then = waiting;
      waiting = null;
      return then;
    }

    /** Whether it was too late to wait. */
    synchronized boolean await(Runnable then) {
      if (!past) {
        waiting = then;
      }
      return past;
    }
  }

  /** Has a user wait, without a thread, until a moment is past or so much time. */
  private static final class Wait implements ActionBuilder {

    static final long NO_LIMIT = -1;

    private final Moment moment;
    private final long nanos;

    Wait(Moment moment, long nanos) {
      this.moment = moment;
      this.nanos = nanos;
    }

    @Override
    public io.gatling.core.action.builder.ActionBuilder asScala() {
      return this::build;
    }

    private Action build(ScenarioContext context, Action next) {
      return new UserAction("wait") {
        @Override
        public void execute(Session session) {
          EventLoop loop = session.eventLoop();
          AtomicBoolean went = new AtomicBoolean();
          Runnable go =
              () -> {
                if (went.compareAndSet(false, true)) {
                  loop.execute(() -> next.$bang(session));
                }
              };
          if (moment.await(go)) {
            go.run();
          } else if (nanos != NO_LIMIT) {
            var unused = loop.schedule(go, nanos, TimeUnit.NANOSECONDS);
          }
        }
      };
    }
  }
}
