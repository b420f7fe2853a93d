package llmbench.conversation;

import java.util.List;

/**
 * Who says what when. Nothing but the rule: it has no clock, waits for nothing and sends nothing.
 * Whoever plays it does what each move says and asks that move what comes behind it, until there is
 * no move left. Any thread; a play is played once.
 */
public interface Play {

  /** The most moves that are under way at once: so many users it takes. At least one. */
  int users();

  /**
   * What begins by itself, in order.
   *
   * @param nowNanos a stamp of the clock of all other stamps
   */
  List<Move> begin(long nowNanos);

  /** Whether a time that is over has kept conversations from beginning, or going on. */
  boolean isCut();

  /** Whether conversations that have begun by then are still played to their end. */
  default boolean finishesConversations() {
    return true;
  }
}
