/**
 * Plans of our own: one benchmark under several loads, and the search for the highest load that
 * keeps what was asked for.
 *
 * <p>May import options, plan and plan.vllm.
 */
@NullMarked
package llmbench.plan.load;

import org.jspecify.annotations.NullMarked;
