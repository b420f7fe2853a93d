/**
 * Every option that we know, those of the datasets among them.
 *
 * <p>May import options, options.dataset and options.table.
 */
@NullMarked
package llmbench.options.catalog;

import org.jspecify.annotations.NullMarked;
