/**
 * What the simulated server counts, and its {@code /metrics}.
 *
 * <p>May import simserver.cache and simserver.request.
 */
@NullMarked
package llmbench.simserver.stats;

import org.jspecify.annotations.NullMarked;
