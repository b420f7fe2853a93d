package llmbench.injection;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import java.util.List;
import java.util.function.LongFunction;
import llmbench.conversation.Move;
import llmbench.llm.UserAction;
import org.jspecify.annotations.Nullable;

/**
 * An action by which a user says what has become of its turn, waits as its next move says, and goes
 * on with the {@link UserPrompt} of the next turn; or without one, where there is none for it.
 */
final class TakeTurn implements ActionBuilder {

  private final ConversationModel model;

  TakeTurn(ConversationModel model) {
    this.model = model;
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    return new Take(next);
  }

  /** Runs on a user's event loop. */
  private final class Take extends UserAction {

    private final Action next;

    Take(Action next) {
      super("turn");
      this.next = next;
    }

    @Override
    public void execute(Session session) {
      io.gatling.javaapi.core.Session user = new io.gatling.javaapi.core.Session(session);
      io.gatling.javaapi.core.Session without = UserTurn.without(UserPrompt.without(user));
      if (UserTurn.isIn(user)) {
        go(without, now -> UserTurn.behind(user, model.rule(), now));
      } else {
        model.first(move -> does(without, move));
      }
    }

    /** It has done its move, and does what comes behind it. */
    private void go(io.gatling.javaapi.core.Session user, LongFunction<List<Move>> behind) {
      model.done(behind, move -> does(user, move));
    }

    /** Any thread. */
    private void does(io.gatling.javaapi.core.Session user, @Nullable Move move) {
      var loop = user.asScala().eventLoop();
      if (!loop.inEventLoop()) {
        loop.execute(() -> does(user, move));
      } else if (move instanceof Move.Wait wait) {
        model.waits().until(loop, wait.untilNanos(), () -> go(user, wait.then()::at));
      } else if (move instanceof Move.Send send && model.letsIn()) {
        model.make(send, ready -> loop.execute(() -> sends(user, send, ready)));
      } else {
        next.$bang(user.asScala());
      }
    }

    private void sends(
        io.gatling.javaapi.core.Session user, Move.Send turn, @Nullable ReadyPrompt ready) {
      if (ready == null) {
        next.$bang(user.asScala());
        return;
      }
      Turn place = new Turn(turn.index(), turn.isWarmUp(), System.nanoTime());
      next.$bang(UserPrompt.with(ready, place, UserTurn.with(turn, user)).asScala());
    }
  }
}
