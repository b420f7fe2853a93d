/**
 * A prompt becomes an HTTP request: path, headers and body bytes, as the chosen tool sends them.
 *
 * <p>May import dataset and options.
 */
@NullMarked
package llmbench.request;

import org.jspecify.annotations.NullMarked;
