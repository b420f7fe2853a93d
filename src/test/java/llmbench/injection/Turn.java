package llmbench.injection;

/**
 * Which prompt is a user's next.
 *
 * @param place among all that a model sends, from 0: warm-up requests go first
 * @param warmUp whether it isn't measured
 * @param neededNanos when it is needed, a stamp of {@link System#nanoTime()}
 */
record Turn(int place, boolean warmUp, long neededNanos) {}
