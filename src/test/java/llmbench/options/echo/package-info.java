/**
 * What was asked for, said again: as run.json keeps it, and as a command that repeats the run.
 *
 * <p>May import options, options.catalog, options.dataset, options.given, options.syntax and
 * options.table.
 */
@NullMarked
package llmbench.options.echo;

import org.jspecify.annotations.NullMarked;
