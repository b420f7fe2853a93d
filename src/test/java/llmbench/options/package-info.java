/**
 * What was asked for: one validated value, from the flags of either tool.
 *
 * <p>May import options.syntax.
 */
@NullMarked
package llmbench.options;

import org.jspecify.annotations.NullMarked;
