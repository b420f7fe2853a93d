/**
 * How values are written: numbers, URLs, JSON, words of a shell.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.options.syntax;

import org.jspecify.annotations.NullMarked;
