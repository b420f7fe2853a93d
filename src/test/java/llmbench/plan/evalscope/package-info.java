/**
 * evalscope's plans: a sweep over lists of loads, and the search for the load that keeps an SLA.
 *
 * <p>May import metrics, options and plan.
 */
@NullMarked
package llmbench.plan.evalscope;

import org.jspecify.annotations.NullMarked;
