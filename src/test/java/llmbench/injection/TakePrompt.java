package llmbench.injection;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import llmbench.llm.UserAction;
import org.jspecify.annotations.Nullable;

/**
 * An action by which a user gets its next {@link UserPrompt}, and goes on without one where there
 * is none any more. Whose prompt isn't made yet waits for it, without a thread.
 */
final class TakePrompt implements ActionBuilder {

  private final PromptRange prompts;
  private final Gate gate;
  private final Supplier<@Nullable Turn> turns;

  /**
   * Takes prompts.
   *
   * @param gate is closed where the dataset fails
   * @param turns the next user's, on its event loop; null where no prompt is left for it
   */
  TakePrompt(PromptRange prompts, Gate gate, Supplier<@Nullable Turn> turns) {
    this.prompts = prompts;
    this.gate = gate;
    this.turns = turns;
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    return new Take(next);
  }

  /** Why it has none: the run is over for it. */
  private void missed() {
    String failure = prompts.prompts().failure();
    if (failure != null) {
      gate.close(Gate.unmade("prompts", failure));
    }
    gate.turnsAway();
  }

  /** Runs on a user's event loop. */
  private final class Take extends UserAction {

    private final Action next;

    Take(Action next) {
      super("prompt");
      this.next = next;
    }

    @Override
    public void execute(Session session) {
      Turn turn = turns.get();
      if (turn == null) {
        next.$bang(UserPrompt.without(of(session)).asScala());
        return;
      }
      prompts.take(turn, ready -> taken(session.eventLoop(), session, ready, turn));
    }

    private void taken(EventLoop loop, Session session, @Nullable ReadyPrompt ready, Turn turn) {
      if (loop.inEventLoop()) {
        given(session, ready, turn);
      } else {
        loop.execute(() -> given(session, ready, turn));
      }
    }

    private void given(Session session, @Nullable ReadyPrompt ready, Turn turn) {
      io.gatling.javaapi.core.Session user = UserPrompt.without(of(session));
      if (ready == null) {
        missed();
        next.$bang(user.asScala());
      } else {
        next.$bang(UserPrompt.with(ready, turn, user).asScala());
      }
    }

    private static io.gatling.javaapi.core.Session of(Session session) {
      return new io.gatling.javaapi.core.Session(session);
    }
  }
}
