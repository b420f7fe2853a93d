/**
 * A comparison as text. Formats; computes nothing.
 *
 * <p>May import comparison and metrics.
 */
@NullMarked
package llmbench.report.compare;

import org.jspecify.annotations.NullMarked;
