/**
 * llm.html: one file with everything in it. Formats what the other rooms have computed, the tools'
 * tables as their own rooms put them.
 *
 * <p>May import timeline, metrics, verdict, comparison, and the rooms of both tools and of the
 * comparison.
 */
@NullMarked
package llmbench.report.html;

import org.jspecify.annotations.NullMarked;
