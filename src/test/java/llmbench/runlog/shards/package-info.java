/**
 * Runs that are shards of one benchmark: whether they belong together, how their clocks stand to
 * each other, and the one run that they are.
 *
 * <p>May import runlog and timeline.
 */
@NullMarked
package llmbench.runlog.shards;

import org.jspecify.annotations.NullMarked;
