/**
 * What tests of the page share: runs made up.
 *
 * <p>May import what the page is made of.
 */
@NullMarked
package llmbench.report.html.testing;

import org.jspecify.annotations.NullMarked;
