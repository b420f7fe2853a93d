package llmbench.report.conversations;

import java.util.Optional;
import llmbench.metrics.conversations.TurnGroup;
import llmbench.runlog.TrueTurns;

/**
 * Turns that have something in common.
 *
 * @param words which they are
 * @param turns as we saw them
 * @param server as the server wrote them; empty where it has no account of these
 */
record TurnRow(String words, TurnGroup turns, Optional<TrueTurns.Group> server) {}
