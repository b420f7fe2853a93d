/**
 * verdict.json: what a run comes to, its SLOs and its doubts, for programs.
 *
 * <p>May import options, report.shards and verdict.
 */
@NullMarked
package llmbench.report.verdict;

import org.jspecify.annotations.NullMarked;
