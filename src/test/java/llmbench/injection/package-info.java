/**
 * Options become Gatling injection steps: the closed model, its warm-up and its gates.
 *
 * <p>May import options, dataset, request, timeline, llm and process.
 */
@NullMarked
package llmbench.injection;

import org.jspecify.annotations.NullMarked;
