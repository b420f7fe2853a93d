/**
 * A shop beside the simulated model: the ordinary requests of a user's journey.
 *
 * <p>May import simserver.http and simserver.truth.
 */
@NullMarked
package llmbench.simserver.shop;

import org.jspecify.annotations.NullMarked;
