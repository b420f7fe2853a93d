/**
 * Run directories and results of tools, damaged in every way that a seed thinks of, and what
 * reports must keep to whatever they are given.
 *
 * <p>May import every room.
 */
@NullMarked
package llmbench.testing.mutation;

import org.jspecify.annotations.NullMarked;
