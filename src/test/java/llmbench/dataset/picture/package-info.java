/**
 * Pictures as Pillow reads and writes them.
 *
 * <p>May import nothing of this project.
 */
@NullMarked
package llmbench.dataset.picture;

import org.jspecify.annotations.NullMarked;
