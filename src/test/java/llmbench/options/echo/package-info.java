/**
 * What was asked for, said again: as run.json keeps it, and as a command that repeats the run.
 *
 * <p>May import the other rooms of the options but read and translate.
 */
@NullMarked
package llmbench.options.echo;

import org.jspecify.annotations.NullMarked;
