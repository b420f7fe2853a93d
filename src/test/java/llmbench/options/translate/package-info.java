/**
 * One option by two names: the other tool's, and what follows from it.
 *
 * <p>May import options, options.catalog, options.given, options.syntax and options.table.
 */
@NullMarked
package llmbench.options.translate;

import org.jspecify.annotations.NullMarked;
