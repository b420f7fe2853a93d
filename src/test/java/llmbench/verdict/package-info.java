/**
 * Doubts: reasons to distrust a run, each with the figure behind it and what to do next.
 *
 * <p>May import timeline, runlog and metrics.
 */
@NullMarked
package llmbench.verdict;

import org.jspecify.annotations.NullMarked;
