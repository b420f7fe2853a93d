/**
 * Reading: command lines, properties and files become one validated value.
 *
 * <p>May import the other rooms of the options.
 */
@NullMarked
package llmbench.options.read;

import org.jspecify.annotations.NullMarked;
