/**
 * LLM Bench for Gatling: its three doors. The load half begins at {@code BenchmarkSimulation}, the
 * report half at {@code Report}, the simulated server at {@code Server}; the work is in the rooms
 * below.
 *
 * <p>May import injection, process, reporting, run, runlog, simserver and tokenizer.
 */
@NullMarked
package llmbench;

import org.jspecify.annotations.NullMarked;
