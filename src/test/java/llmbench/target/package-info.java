/**
 * The server under test, outside the measurement: whether it is there, whom to trust, what its
 * pages say.
 *
 * <p>May import dataset, files, options, request and timeline.
 */
@NullMarked
package llmbench.target;

import org.jspecify.annotations.NullMarked;
