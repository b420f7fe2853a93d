/**
 * Reading: command lines, properties and files become one validated value.
 *
 * <p>May import options, options.catalog, options.dataset, options.echo, options.given,
 * options.slo, options.syntax, options.table, options.translate and timeline.
 */
@NullMarked
package llmbench.options.read;

import org.jspecify.annotations.NullMarked;
