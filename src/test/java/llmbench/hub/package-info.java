/**
 * Files of public hubs, which are downloaded once, into the hubs' own caches.
 *
 * <p>May import files.
 */
@NullMarked
package llmbench.hub;

import org.jspecify.annotations.NullMarked;
