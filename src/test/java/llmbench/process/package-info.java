/**
 * What a process that runs a simulation can find out about itself: the machine that it is on, where
 * Gatling keeps the files of its run, and how it comes to its end.
 *
 * <p>May import about, recorder and timeline.
 */
@NullMarked
package llmbench.process;

import org.jspecify.annotations.NullMarked;
