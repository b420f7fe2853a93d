/**
 * What the simulated server counts, and its {@code /metrics}.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.simserver.stats;

import org.jspecify.annotations.NullMarked;
