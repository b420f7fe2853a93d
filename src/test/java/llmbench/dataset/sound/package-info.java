/**
 * Sound files as soundfile (libsndfile) reads and writes them.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.dataset.sound;

import org.jspecify.annotations.NullMarked;
