/**
 * The wiring of comparisons: runs and results of any tool, side by side.
 *
 * <p>May import about, comparison, metrics, options, report, reporting, runlog, timeline and
 * tokenizer.
 */
@NullMarked
package llmbench.reporting.compare;

import org.jspecify.annotations.NullMarked;
