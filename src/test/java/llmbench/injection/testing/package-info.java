/**
 * What tests of connections share: certificates of their own, a proxy.
 *
 * <p>May import dataset, injection, llm and request.
 */
@NullMarked
package llmbench.injection.testing;

import org.jspecify.annotations.NullMarked;
