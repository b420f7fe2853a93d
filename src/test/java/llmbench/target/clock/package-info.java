/**
 * How the server's wall clock stands to this machine's, found out from outside.
 *
 * <p>May import target and timeline.
 */
@NullMarked
package llmbench.target.clock;

import org.jspecify.annotations.NullMarked;
