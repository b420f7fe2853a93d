/**
 * A request's body, checked as vLLM checks it.
 *
 * <p>May import simserver.config and simserver.http.
 */
@NullMarked
package llmbench.simserver.request;

import org.jspecify.annotations.NullMarked;
