/**
 * The wiring of comparisons: runs and results of any tool, side by side.
 *
 * <p>May import about, comparison, files, metrics, options, plan, report, reporting, runlog,
 * timeline and verdict.
 */
@NullMarked
package llmbench.reporting.compare;

import org.jspecify.annotations.NullMarked;
