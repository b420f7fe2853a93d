/**
 * What can be asked for of each dataset of both tools: a file has the options that are its own, the
 * value that is made of them, and what is checked.
 *
 * <p>May import options, options.given, options.syntax and options.table.
 */
@NullMarked
package llmbench.options.dataset;

import org.jspecify.annotations.NullMarked;
