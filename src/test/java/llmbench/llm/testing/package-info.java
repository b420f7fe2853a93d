/**
 * What tests of the streaming action share: a server that follows a script, byte by byte.
 *
 * <p>Imports no other room.
 */
@NullMarked
package llmbench.llm.testing;

import org.jspecify.annotations.NullMarked;
