package llmbench.conversation;

/** What a worker does next. */
public sealed interface Move {

  /**
   * It waits, and is to say when that is over.
   *
   * @param nanos more than 0
   */
  record Wait(Playing playing, long nanos) implements Move {}

  /**
   * It sends a turn, and is to say what became of it.
   *
   * @param index the number of this request in the order in which all are sent, from 0
   */
  record Send(Playing playing, int index, TurnRequest request) implements Move {}

  /** Nothing more: there is no conversation left for it. */
  record Done() implements Move {}
}
