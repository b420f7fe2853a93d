/**
 * What a run of several levels comes to: one report for each plan.
 *
 * <p>May import about, files, metrics, options, plan, report, reporting, reporting.compare, runlog,
 * timeline and verdict.
 */
@NullMarked
package llmbench.reporting.plan;

import org.jspecify.annotations.NullMarked;
