/**
 * What conversations came to: first and later turns apart, by the number of a turn, by the length
 * of the history, and conversation by conversation.
 *
 * <p>May import latency, metrics.numbers, metrics.request, metrics.vllm and timeline.
 */
@NullMarked
package llmbench.metrics.conversations;

import org.jspecify.annotations.NullMarked;
