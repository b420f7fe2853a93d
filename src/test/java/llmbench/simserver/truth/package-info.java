/**
 * The true times of what was sent, and the page that shows them.
 *
 * <p>May import metrics and simserver.config.
 */
@NullMarked
package llmbench.simserver.truth;

import org.jspecify.annotations.NullMarked;
