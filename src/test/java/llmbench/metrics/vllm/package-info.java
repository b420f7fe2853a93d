/**
 * The figures of {@code vllm bench serve}, by the definitions of its versions.
 *
 * <p>May import latency, metrics.numbers, metrics.request, metrics.server and timeline.
 */
@NullMarked
package llmbench.metrics.vllm;

import org.jspecify.annotations.NullMarked;
