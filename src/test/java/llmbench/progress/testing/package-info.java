/**
 * What tests of the running line share: requests made up and a screen to look at.
 *
 * <p>May import progress and timeline.
 */
@NullMarked
package llmbench.progress.testing;

import org.jspecify.annotations.NullMarked;
