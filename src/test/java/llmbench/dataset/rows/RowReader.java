package llmbench.dataset.rows;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import llmbench.random.NumpyRandom;
import org.jspecify.annotations.Nullable;

/** The rows of several files in an order. To be closed; not thread-safe. */
public interface RowReader extends AutoCloseable {

  /**
   * The next row; null behind the last.
   *
   * @throws RowsException when a file can't be read
   */
  @Nullable Row next();

  /** Gives back what is read from. */
  @Override
  void close();

  /** As the files have them. */
  static RowReader inOrder(RowFiles files) {
    return new InOrder(files);
  }

  /** The same of files that are here. */
  static RowReader inOrder(List<Path> files) {
    return inOrder(RowFiles.here(files));
  }

  /** {@code load_dataset(…, streaming=False).shuffle(seed)}. */
  static RowReader permuted(RowFiles files, long seed) {
    return new Permuted(files, new NumpyRandom(seed));
  }

  /** {@code load_dataset(…, streaming=True).shuffle(seed)}: files, then rows within a buffer. */
  static RowReader buffered(RowFiles files, long seed) {
    return new Buffered(files, new NumpyRandom(seed));
  }

  /** One file after the other. */
  final class InOrder implements RowReader {

    private final Iterator<Path> files;
    private @Nullable Rows rows;
    private @Nullable Path file;

    InOrder(RowFiles files) {
      this.files = files.paths().stream().map(files.brought()).iterator();
    }

    @Override
    public @Nullable Row next() {
      try {
        while (rows != null || files.hasNext()) {
          if (rows == null) {
            file = files.next();
            rows = RowFormat.of(file).orElseThrow().open(file);
          }
          Row row = rows.next();
          if (row != null) {
            return row;
          }
          rows.close();
          rows = null;
        }
        return null;
      } catch (CharConversionException e) {
        // The first line of a CSV is read when the file is opened.
        throw TextFiles.notUtf8(file, 1);
      } catch (IOException e) {
        throw new RowsException(file + ": can't be read: " + e.getMessage() + ".");
      }
    }

    @Override
    public void close() {
      try {
        if (rows != null) {
          rows.close();
        }
      } catch (IOException e) {
        // What was read is whole; nothing was written.
      }
    }
  }
}
