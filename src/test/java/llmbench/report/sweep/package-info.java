/**
 * What several runs come to together, as vLLM writes and prints it: the table of a sweep as a file,
 * and those of its Rust client.
 *
 * <p>May import metrics and options.
 */
@NullMarked
package llmbench.report.sweep;

import org.jspecify.annotations.NullMarked;
