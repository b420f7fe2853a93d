/**
 * Options become Gatling injection steps: the closed model, its warm-up and its gates.
 *
 * <p>May import conversation, dataset, llm, options, process, request, schedule, target and
 * timeline.
 */
@NullMarked
package llmbench.injection;

import org.jspecify.annotations.NullMarked;
