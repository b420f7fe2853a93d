/**
 * A simulated vLLM server that keeps the true times of what it sent.
 *
 * <p>May import tokenizer and metrics.
 */
@NullMarked
package llmbench.simserver;

import org.jspecify.annotations.NullMarked;
