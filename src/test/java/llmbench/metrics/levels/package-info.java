/**
 * What several levels of load come to together: which of them are worth it, where throughput stops
 * growing, which are too much.
 *
 * <p>May import latency, metrics.evalscope, metrics.numbers and metrics.vllm.
 */
@NullMarked
package llmbench.metrics.levels;

import org.jspecify.annotations.NullMarked;
