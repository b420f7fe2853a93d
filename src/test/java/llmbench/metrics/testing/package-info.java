/**
 * What tests of the figures share: golden files and made-up requests.
 *
 * <p>May import metrics.evalscope, metrics.numbers, metrics.request, metrics.vllm and timeline.
 */
@NullMarked
package llmbench.metrics.testing;

import org.jspecify.annotations.NullMarked;
