/**
 * What tests of the doubts share: a run that gives none.
 *
 * <p>May import timeline and runlog.
 */
@NullMarked
package llmbench.verdict.testing;

import org.jspecify.annotations.NullMarked;
