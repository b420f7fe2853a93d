/**
 * llm.html: one file with everything in it. Formats what the other rooms have computed, the tools'
 * tables as their own rooms put them.
 *
 * <p>May import options, timeline, metrics, verdict, comparison, and the rooms of both tools' forms
 * and of the comparison's.
 */
@NullMarked
package llmbench.report.html;

import org.jspecify.annotations.NullMarked;
