/**
 * A token report for anyone's own simulation: its {@code llm(...)} requests are recorded, and
 * reported beside Gatling's own report once the run is over.
 *
 * <p>The one room besides the doors that joins the load half and the report half: an own simulation
 * has no door of ours.
 *
 * <p>May import injection, llm, options, process, recorder, reporting, target and timeline.
 */
@NullMarked
package llmbench.tokenreport;

import org.jspecify.annotations.NullMarked;
