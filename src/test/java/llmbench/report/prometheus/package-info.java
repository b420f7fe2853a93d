/**
 * metrics.prom: the summary of a run in Prometheus's text format, for node_exporter's textfile
 * collector and the Pushgateway. Formats; computes nothing.
 *
 * <p>May import latency, metrics, options, report.shards, runlog, timeline and verdict.
 */
@NullMarked
package llmbench.report.prometheus;

import org.jspecify.annotations.NullMarked;
