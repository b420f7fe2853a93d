/**
 * The client's own warm-up, against itself, before anything is measured.
 *
 * <p>May import dataset, request, timeline, llm and injection.
 */
@NullMarked
package llmbench.warmup;

import org.jspecify.annotations.NullMarked;
