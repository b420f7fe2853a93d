/**
 * An answer as it is made, token by token, and its faults.
 *
 * <p>May import simserver.cache, simserver.config, simserver.http, simserver.request,
 * simserver.stats and simserver.truth.
 */
@NullMarked
package llmbench.simserver.stream;

import org.jspecify.annotations.NullMarked;
