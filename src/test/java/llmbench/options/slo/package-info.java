/**
 * Limits on statistics, as they are written.
 *
 * <p>May import latency and options.syntax.
 */
@NullMarked
package llmbench.options.slo;

import org.jspecify.annotations.NullMarked;
