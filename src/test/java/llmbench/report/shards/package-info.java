/**
 * The shards of a benchmark: how many there are, how well their clocks are known, and a row for
 * each.
 *
 * <p>May import runlog and timeline.
 */
@NullMarked
package llmbench.report.shards;

import org.jspecify.annotations.NullMarked;
