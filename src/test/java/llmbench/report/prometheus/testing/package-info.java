/**
 * What tests of the Prometheus text share: a strict reader of it.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.report.prometheus.testing;

import org.jspecify.annotations.NullMarked;
