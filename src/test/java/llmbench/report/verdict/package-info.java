/**
 * verdict.json: the doubts about a run, for programs.
 *
 * <p>May import verdict.
 */
@NullMarked
package llmbench.report.verdict;

import org.jspecify.annotations.NullMarked;
