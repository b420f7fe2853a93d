/**
 * The text block and the result JSON of {@code vllm bench serve}. Formats; computes nothing.
 *
 * <p>May import files, metrics and options.
 */
@NullMarked
package llmbench.report.vllm;

import org.jspecify.annotations.NullMarked;
