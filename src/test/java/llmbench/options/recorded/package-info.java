/**
 * What was asked for, read back after a run: run.json's texts become one typed value, once.
 *
 * <p>May import options, options.echo, options.slo, options.syntax and options.table.
 */
@NullMarked
package llmbench.options.recorded;

import org.jspecify.annotations.NullMarked;
