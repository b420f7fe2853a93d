/**
 * How a simulated server is set up: its times, its faults.
 *
 * <p>May import tokenizer.
 */
@NullMarked
package llmbench.simserver.config;

import org.jspecify.annotations.NullMarked;
