/**
 * Simulations of a user's own, as living documentation: docs/your-own-simulation.md and
 * docs/journeys.md show them.
 *
 * <p>May import llm, tokenreport and warmup.
 */
@NullMarked
package llmbench.examples;

import org.jspecify.annotations.NullMarked;
