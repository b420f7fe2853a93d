/**
 * junit.xml: what a run comes to as test cases, for Jenkins and whatever else reads such a file.
 * Formats; computes nothing.
 *
 * <p>May import options, timeline and verdict.
 */
@NullMarked
package llmbench.report.junit;

import org.jspecify.annotations.NullMarked;
