/**
 * What a run measures, level after level: which levels there are, and which comes next given what
 * those before came to. Pure: it measures nothing, and reads no results.
 *
 * <p>May import metrics and options.
 */
@NullMarked
package llmbench.plan;

import org.jspecify.annotations.NullMarked;
