/**
 * The wiring of the load half: options become prepared steps, a running benchmark and its end.
 *
 * <p>May import every room of the load half; never reporting.
 */
@NullMarked
package llmbench.run;

import org.jspecify.annotations.NullMarked;
