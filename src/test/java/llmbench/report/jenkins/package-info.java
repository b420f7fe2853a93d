/**
 * The file by which the Jenkins Gatling plugin finds a run. Formats; computes nothing.
 *
 * <p>May import runlog and metrics.
 */
@NullMarked
package llmbench.report.jenkins;

import org.jspecify.annotations.NullMarked;
