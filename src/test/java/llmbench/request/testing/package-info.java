/**
 * What tests of conversations share: the tool's own runs, and ours played in virtual time.
 *
 * <p>May import conversation, dataset, options, request, timeline and tokenizer.
 */
@NullMarked
package llmbench.request.testing;

import org.jspecify.annotations.NullMarked;
