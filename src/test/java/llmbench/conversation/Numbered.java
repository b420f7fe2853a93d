package llmbench.conversation;

/**
 * A conversation of a run.
 *
 * @param number in the order in which all of the run's begin, from 0, warm-up ones counted
 * @param isWarmUp whether it is none of the measured ones
 */
public record Numbered(int number, boolean isWarmUp, Conversation conversation) {}
