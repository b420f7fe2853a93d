/**
 * Pictures as Pillow reads and writes them.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.dataset.picture;

import org.jspecify.annotations.NullMarked;
