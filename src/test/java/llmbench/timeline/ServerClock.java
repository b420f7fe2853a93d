package llmbench.timeline;

/**
 * How a machine's wall clock stood to the server's, before the run.
 *
 * @param offsetMillis the server's time less ours: what is added to ours to have the server's
 * @param uncertaintyMillis the offset is within so much of the true one, either way
 * @param samples how many answers it was taken from
 * @param source what of the server told the time, for people
 */
public record ServerClock(
    double offsetMillis, double uncertaintyMillis, int samples, String source) {}
