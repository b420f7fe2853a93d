/**
 * What was asked for: one validated value, from the flags of either tool.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.options;

import org.jspecify.annotations.NullMarked;
