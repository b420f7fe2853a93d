/**
 * What a terminal or a log shows of a run while it measures: one line, renewed from what is
 * recorded and from what is in flight. Its figures are looked at and forgotten; no report has them.
 *
 * <p>May import metrics and timeline.
 */
@NullMarked
package llmbench.progress;

import org.jspecify.annotations.NullMarked;
