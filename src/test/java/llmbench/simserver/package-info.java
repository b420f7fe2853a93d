/**
 * A simulated vLLM server that keeps the true times of what it sent.
 *
 * <p>May import process, simserver.cache, simserver.config, simserver.http, simserver.request,
 * simserver.shop, simserver.stats, simserver.stream and simserver.truth.
 */
@NullMarked
package llmbench.simserver;

import org.jspecify.annotations.NullMarked;
