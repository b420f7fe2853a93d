/**
 * What was asked for, read back after a run: run.json's texts become one typed value, once.
 *
 * <p>May import the options' values, their tables and the command that repeats a run.
 */
@NullMarked
package llmbench.options.recorded;

import org.jspecify.annotations.NullMarked;
