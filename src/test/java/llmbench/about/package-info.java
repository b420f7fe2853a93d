/**
 * Which build this is: its version, and Gatling's.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.about;

import org.jspecify.annotations.NullMarked;
