/**
 * An answer as it is made, token by token, and its faults.
 *
 * <p>May import the rooms below it.
 */
@NullMarked
package llmbench.simserver.stream;

import org.jspecify.annotations.NullMarked;
