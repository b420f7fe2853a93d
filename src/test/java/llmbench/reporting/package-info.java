/**
 * The wiring of the report half: files become parts, formats and what the console says. Knows no
 * Gatling.
 *
 * <p>May import about, api, comparison, files, latency, metrics, options, plan, report, runlog,
 * timeline, tokenizer and verdict.
 */
@NullMarked
package llmbench.reporting;

import org.jspecify.annotations.NullMarked;
