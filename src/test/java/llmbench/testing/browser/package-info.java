/**
 * A real browser for the page's tests and pictures: found, started once, asked what it drew.
 *
 * <p>May import report.
 */
@NullMarked
package llmbench.testing.browser;

import org.jspecify.annotations.NullMarked;
