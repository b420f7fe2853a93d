/**
 * The client's own warm-up, against itself, before anything is measured.
 *
 * <p>May import dataset, injection, llm, request and timeline.
 */
@NullMarked
package llmbench.warmup;

import org.jspecify.annotations.NullMarked;
