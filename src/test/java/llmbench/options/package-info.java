/**
 * What was asked for: one validated value, from the flags of either tool.
 *
 * <p>May import options.syntax and timeline.
 */
@NullMarked
package llmbench.options;

import org.jspecify.annotations.NullMarked;
