/**
 * The plots of {@code vllm bench serve}, under the names that the tool gives them.
 *
 * <p>May import metrics.
 */
@NullMarked
package llmbench.report.plots;

import org.jspecify.annotations.NullMarked;
