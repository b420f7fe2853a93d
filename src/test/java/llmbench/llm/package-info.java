/**
 * The public DSL: the streaming action and the SSE checks, for anyone's own simulation.
 *
 * <p>May import llm.chat and timeline.
 */
@NullMarked
package llmbench.llm;

import org.jspecify.annotations.NullMarked;
