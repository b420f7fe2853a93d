/**
 * LLM Bench for Gatling: the wiring of its three mains. The load half is {@code
 * BenchmarkSimulation}, the report half {@code Report}, the simulated server {@code Server}; the
 * work is in the rooms below.
 */
@NullMarked
package llmbench;

import org.jspecify.annotations.NullMarked;
