package llmbench.dataset.rows;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Text files with rows, packed or not; they are in UTF-8. */
final class TextFiles {

  private static final int BUFFER_BYTES = 1 << 16;

  /** What Jackson says of bytes that aren't. */
  private static final String NOT_UTF_8 = "Invalid UTF-8";

  private TextFiles() {}

  /** A file's text, in UTF-8. */
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    return RowFormat.isPacked(file) ? new GZIPInputStream(in, BUFFER_BYTES) : in;
  }

  /**
   * The next row of a parser; null behind the last.
   *
   * @param <T> what it is read as
   * @param read how many there were before
   * @param form what was expected, for people
   */
  static <T> @Nullable T next(MappingIterator<T> rows, Path file, long read, String form)
      throws IOException {
    try {
      return rows.hasNextValue() ? rows.nextValue() : null;
    } catch (CharConversionException e) {
      throw notUtf8(file, read + 1);
    } catch (JsonProcessingException e) {
      if (e.getOriginalMessage().startsWith(NOT_UTF_8)
          || e.getCause() instanceof CharConversionException) {
        throw notUtf8(file, read + 1);
      }
      throw wrong(file, read, e.getLocation(), form);
    }
  }

  /** The next row isn't what was expected. */
  static RowsException wrong(Path file, long read, @Nullable JsonLocation at, String form) {
    String line = at == null ? "" : " (line " + at.getLineNr() + ")";
    return new RowsException(
        file + ", row " + (read + 1) + line + ": isn't " + form + "; correct it.");
  }

  static RowsException notUtf8(@Nullable Path file, long row) {
    return new RowsException(
        file + ", row " + row + ": isn't UTF-8; convert the file, as with iconv.");
  }
}
