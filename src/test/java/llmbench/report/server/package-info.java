/**
 * The server's own account, row by row, beside ours.
 *
 * <p>May import metrics and timeline.
 */
@NullMarked
package llmbench.report.server;

import org.jspecify.annotations.NullMarked;
