/**
 * The wiring of comparisons: runs and results of any tool, side by side.
 *
 * <p>May import reporting, and what it may import.
 */
@NullMarked
package llmbench.reporting.compare;

import org.jspecify.annotations.NullMarked;
