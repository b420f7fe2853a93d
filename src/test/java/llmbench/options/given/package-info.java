/**
 * What was given, word by word: where it comes from, what is wrong with it.
 *
 * <p>May import options, options.syntax and options.table.
 */
@NullMarked
package llmbench.options.given;

import org.jspecify.annotations.NullMarked;
