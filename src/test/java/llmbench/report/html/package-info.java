/**
 * llm.html: one file with everything in it. Formats what the other rooms have computed, the tools'
 * tables as their own rooms put them.
 *
 * <p>May import comparison, latency, metrics, options, report.compare, report.conversations,
 * report.evalscope, report.limits, report.server, report.shards, report.targets, report.vllm,
 * timeline and verdict.
 */
@NullMarked
package llmbench.report.html;

import org.jspecify.annotations.NullMarked;
