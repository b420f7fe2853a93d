/**
 * Sound files as soundfile (libsndfile) reads and writes them.
 *
 * <p>May import nothing of this project.
 */
@NullMarked
package llmbench.dataset.sound;

import org.jspecify.annotations.NullMarked;
