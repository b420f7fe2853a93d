/**
 * Tests of the house itself: who may import whom, sizes, documents.
 *
 * <p>May import everything, to look at it.
 */
@NullMarked
package llmbench.testing.house;

import org.jspecify.annotations.NullMarked;
