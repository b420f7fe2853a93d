/**
 * A prompt becomes an HTTP request: path, headers and body bytes, as the chosen tool sends them.
 *
 * <p>May import api, conversation, dataset, options and timeline.
 */
@NullMarked
package llmbench.request;

import org.jspecify.annotations.NullMarked;
