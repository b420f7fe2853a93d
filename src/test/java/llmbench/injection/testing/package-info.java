/**
 * What tests of connections share: certificates of their own, a proxy.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.injection.testing;

import org.jspecify.annotations.NullMarked;
