/**
 * Tests of whole runs: load half, files and report half in one process, beside the server's own
 * account.
 *
 * <p>May import every room.
 */
@NullMarked
package llmbench.testing.endtoend;

import org.jspecify.annotations.NullMarked;
