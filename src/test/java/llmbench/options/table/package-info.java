/**
 * Every option of both tools and of this project: name, values, default, and what is done with it.
 *
 * <p>May import latency, options, options.slo and options.syntax.
 */
@NullMarked
package llmbench.options.table;

import org.jspecify.annotations.NullMarked;
