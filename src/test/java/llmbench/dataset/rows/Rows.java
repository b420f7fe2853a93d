package llmbench.dataset.rows;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. Not thread-safe. */
interface Rows extends Closeable {

  /**
   * The next row; null behind the last.
   *
   * @throws RowsException when it can't be read as one
   * @throws IOException when the file can't be read
   */
  @Nullable Row next() throws IOException;
}
