/**
 * Reads what a run left behind: simulation.log, requests.jsonl, run.json, and the result files of
 * vLLM bench.
 *
 * <p>May import files, latency, options and timeline.
 */
@NullMarked
package llmbench.runlog;

import org.jspecify.annotations.NullMarked;
