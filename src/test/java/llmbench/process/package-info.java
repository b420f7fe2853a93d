/**
 * What a process that runs a simulation can find out about itself, and sees to: the machine that it
 * is on, where Gatling keeps the files of its run, how it comes to its end, and what it leaves.
 *
 * <p>May import about, recorder and timeline.
 */
@NullMarked
package llmbench.process;

import org.jspecify.annotations.NullMarked;
