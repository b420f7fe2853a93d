/**
 * The figures by target, of a run with several servers or models, row by row.
 *
 * <p>May import metrics and timeline.
 */
@NullMarked
package llmbench.report.targets;

import org.jspecify.annotations.NullMarked;
