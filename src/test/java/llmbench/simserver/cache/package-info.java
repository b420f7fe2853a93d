/**
 * The prefix cache of the simulated server: which tokens of a prompt need no prefill.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.simserver.cache;

import org.jspecify.annotations.NullMarked;
