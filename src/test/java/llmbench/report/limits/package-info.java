/**
 * How far the latencies of a run may be off, row by row.
 *
 * <p>May import latency and metrics.
 */
@NullMarked
package llmbench.report.limits;

import org.jspecify.annotations.NullMarked;
