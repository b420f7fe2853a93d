/**
 * summary.md: what a run comes to, for a pull request or a job's page. Formats; computes nothing.
 *
 * <p>May import comparison, latency, metrics, options, report.conversations, report.limits,
 * report.targets, runlog, timeline and verdict.
 */
@NullMarked
package llmbench.report.markdown;

import org.jspecify.annotations.NullMarked;
