/**
 * Numbers and nothing else: every definition exists once, here, with its source.
 *
 * <p>May import timeline.
 */
@NullMarked
package llmbench.metrics;

import org.jspecify.annotations.NullMarked;
