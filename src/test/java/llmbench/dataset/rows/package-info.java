/**
 * Tables in files, as Hugging Face's datasets reads them from a folder: which files are a split's,
 * their rows, and the order in which a shuffle gives them.
 *
 * <p>May import random.
 */
@NullMarked
package llmbench.dataset.rows;

import org.jspecify.annotations.NullMarked;
