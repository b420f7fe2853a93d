package llmbench.conversation;

import java.util.List;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.FaultKind;

/** What somebody in a {@link Play} does next, and what comes then: some moves, or none. */
public sealed interface Move {

  /**
   * Waits.
   *
   * @param untilNanos a stamp of the play's clock; may be over
   * @param then what comes when it has waited
   */
  record Wait(long untilNanos, Then then) implements Move {

    /** What comes behind a wait. Called once, as soon as it is over. */
    @FunctionalInterface
    public interface Then {

      List<Move> at(long nowNanos);
    }
  }

  /**
   * Sends a turn's request.
   *
   * @param index the number of this request in the order in which all are sent, from 0
   * @param turn which of which conversation; warm-up ones are numbered with the others
   * @param isWarmUp whether it isn't measured
   * @param end what comes behind it
   */
  record Send(int index, ConversationTurn turn, boolean isWarmUp, TurnRequest request, End end)
      implements Move {

    /** What comes when the request is over: one of the two is called, once. */
    public interface End {

      /** It was answered. */
      List<Move> answered(Answer answer, long nowNanos);

      /**
       * It failed.
       *
       * @param why by which some tools tell a refusal from an answer that broke
       */
      List<Move> failed(FaultKind why, long nowNanos);
    }
  }
}
