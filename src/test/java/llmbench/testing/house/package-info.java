/**
 * Tests of the house itself: who may import whom, sizes, documents.
 *
 * <p>May import every room.
 */
@NullMarked
package llmbench.testing.house;

import org.jspecify.annotations.NullMarked;
