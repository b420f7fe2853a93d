/**
 * Reading: command lines, properties and files become one validated value.
 *
 * <p>May import options, options.catalog, options.dataset, options.echo, options.given,
 * options.slo, options.syntax, options.table and options.translate.
 */
@NullMarked
package llmbench.options.read;

import org.jspecify.annotations.NullMarked;
