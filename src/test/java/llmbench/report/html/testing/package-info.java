/**
 * What tests of the page share: runs made up.
 *
 * <p>May import latency, metrics, options, report.html, report.vllm, timeline and verdict.
 */
@NullMarked
package llmbench.report.html.testing;

import org.jspecify.annotations.NullMarked;
