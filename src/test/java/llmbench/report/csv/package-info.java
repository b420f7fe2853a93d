/**
 * requests.csv: a line for each request, for spreadsheets and notebooks. Formats; computes nothing.
 *
 * <p>May import latency, metrics and timeline.
 */
@NullMarked
package llmbench.report.csv;

import org.jspecify.annotations.NullMarked;
