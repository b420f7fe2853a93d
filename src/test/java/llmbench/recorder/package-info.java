/**
 * Writes requests.jsonl and run.json beside simulation.log, off the event loops.
 *
 * <p>May import files and timeline.
 */
@NullMarked
package llmbench.recorder;

import org.jspecify.annotations.NullMarked;
