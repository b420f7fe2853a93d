/**
 * The wiring of the report half: files become parts, formats and what the console says. Knows no
 * Gatling.
 *
 * <p>May import every room of the report half.
 */
@NullMarked
package llmbench.reporting;

import org.jspecify.annotations.NullMarked;
