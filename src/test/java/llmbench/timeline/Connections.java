package llmbench.timeline;

/**
 * The connections of a run whose requests share them.
 *
 * @param mostOpen the most that were open at once
 * @param openedAhead how many were opened before a request needed them
 * @param waited how many requests had to connect, since no open one was free
 */
public record Connections(int mostOpen, int openedAhead, int waited) {}
