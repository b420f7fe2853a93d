/**
 * The file by which the Jenkins Gatling plugin finds a run. Formats; computes nothing.
 *
 * <p>May import metrics and runlog.
 */
@NullMarked
package llmbench.report.jenkins;

import org.jspecify.annotations.NullMarked;
