/**
 * The run behind {@code ./llm-bench}: words of a command line become what a run is asked by, in
 * this very process.
 *
 * <p>May import about, options, plan and process.
 */
@NullMarked
package llmbench.launcher;

import org.jspecify.annotations.NullMarked;
