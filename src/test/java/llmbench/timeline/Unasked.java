package llmbench.timeline;

/**
 * What came over a run's connections without a request that had asked for it.
 *
 * @param connections how many connections brought any; each was closed at that
 * @param firstStatus the first of them brought an answer with this status; 0 where it was no
 *     answer's beginning
 */
public record Unasked(int connections, int firstStatus) {}
