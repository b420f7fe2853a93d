/**
 * What is sent when: the absolute time of each request, known before a run.
 *
 * <p>May import files, options and random.
 */
@NullMarked
package llmbench.schedule;

import org.jspecify.annotations.NullMarked;
