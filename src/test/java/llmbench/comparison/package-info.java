/**
 * Lays runs of any of the tools side by side: their figures under common names, and the known
 * causes of what differs.
 *
 * <p>May import latency, metrics, runlog and timeline.
 */
@NullMarked
package llmbench.comparison;

import org.jspecify.annotations.NullMarked;
