/**
 * What tests of the simulated server share: a client, counters of words.
 *
 * <p>May import simserver and simserver.config.
 */
@NullMarked
package llmbench.simserver.testing;

import org.jspecify.annotations.NullMarked;
