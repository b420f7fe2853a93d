package llmbench.timeline;

/**
 * Which turn of which conversation a request is.
 *
 * @param conversation its number in the run, from 0, in the order in which conversations began
 * @param turn its number in the conversation, from 1
 * @param thinkNanos how long its user waited before it, behind the answer before or, for the first,
 *     behind the conversation's beginning: to think, or for a tool
 */
public record ConversationTurn(int conversation, int turn, long thinkNanos) {}
