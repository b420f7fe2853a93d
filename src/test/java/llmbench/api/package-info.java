/**
 * The APIs of a server, an endpoint each: what both tools send to it and how its answer is read.
 *
 * <p>May import conversation, dataset, metrics, options and timeline.
 */
@NullMarked
package llmbench.api;

import org.jspecify.annotations.NullMarked;
