/**
 * The tables and JSON files of {@code evalscope perf}. Formats; computes nothing.
 *
 * <p>May import metrics, options and plan.
 */
@NullMarked
package llmbench.report.evalscope;

import org.jspecify.annotations.NullMarked;
