/**
 * What only the scripts in {@code bench/} start, and goldens are made of: runs made up, of any
 * size.
 *
 * <p>May import recorder and timeline.
 */
@NullMarked
package llmbench.testing.bench;

import org.jspecify.annotations.NullMarked;
