package llmbench.report.plots;

/**
 * A bar of the timeline: the time to a request's first token, or between two of its tokens.
 *
 * @param request place of the request
 * @param type 0: to the first token; 1, 2, 3: between tokens, below the first threshold, below the
 *     second, from the second on
 * @param startSeconds since the first request was sent
 * @param endSeconds since the first request was sent
 * @param seconds its length, as it was measured
 */
record Segment(int request, int type, double startSeconds, double endSeconds, double seconds) {}
