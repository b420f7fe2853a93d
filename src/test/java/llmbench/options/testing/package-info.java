/**
 * What tests of the options share: how a line is read, made-up runs, golden files, the page of
 * options.
 *
 * <p>May import options, options.catalog, options.given, options.read, options.table and
 * options.translate.
 */
@NullMarked
package llmbench.options.testing;

import org.jspecify.annotations.NullMarked;
