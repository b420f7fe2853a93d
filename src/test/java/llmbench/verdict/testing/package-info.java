/**
 * What tests of the doubts share: a run that gives none.
 *
 * <p>May import metrics, options, runlog, timeline and verdict.
 */
@NullMarked
package llmbench.verdict.testing;

import org.jspecify.annotations.NullMarked;
