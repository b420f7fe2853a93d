/**
 * The plans of vLLM: {@code vllm bench sweep serve}, {@code serve_workload}, and the sweeps of its
 * Rust client. It measures nothing; besides the files that a command line names it reads nothing
 * but the results of a sweep that is resumed.
 *
 * <p>May import files, options and plan.
 */
@NullMarked
package llmbench.plan.vllm;

import org.jspecify.annotations.NullMarked;
