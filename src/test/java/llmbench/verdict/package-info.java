/**
 * What a run comes to: its limits (SLOs), kept or broken, and its doubts, reasons to distrust it,
 * each with the figure behind it and what to do next.
 *
 * <p>May import latency, metrics, options, plan, runlog and timeline.
 */
@NullMarked
package llmbench.verdict;

import org.jspecify.annotations.NullMarked;
