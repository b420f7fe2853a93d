/**
 * What tests of the running line share: requests made up and a screen to look at.
 *
 * <p>May import timeline and progress.
 */
@NullMarked
package llmbench.progress.testing;

import org.jspecify.annotations.NullMarked;
