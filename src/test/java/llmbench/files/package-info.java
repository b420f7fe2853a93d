/**
 * Files, opened and written so that nothing hangs, nothing is written through a link, and nothing
 * is left half; and why one could not be, in words.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.files;

import org.jspecify.annotations.NullMarked;
