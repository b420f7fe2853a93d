/**
 * HTTP of the simulated server: what comes in, and how answers are written.
 *
 * <p>May import simserver.config.
 */
@NullMarked
package llmbench.simserver.http;

import org.jspecify.annotations.NullMarked;
