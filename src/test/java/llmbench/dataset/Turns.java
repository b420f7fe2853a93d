package llmbench.dataset;

/**
 * A conversation's first two turns, counted.
 *
 * @param piece which of the file's conversations
 * @param tokens of the first turn
 * @param outputTokens to ask for
 */
record Turns(int piece, int tokens, int outputTokens) {}
