/**
 * What conversations came to, as rows that console, page and summary share. Formats; computes
 * nothing.
 *
 * <p>May import latency, metrics, runlog and timeline.
 */
@NullMarked
package llmbench.report.conversations;

import org.jspecify.annotations.NullMarked;
