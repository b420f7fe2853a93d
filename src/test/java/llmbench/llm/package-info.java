/**
 * The public DSL: the streaming action and the SSE checks, for anyone's own simulation.
 *
 * <p>May import timeline.
 */
@NullMarked
package llmbench.llm;

import org.jspecify.annotations.NullMarked;
