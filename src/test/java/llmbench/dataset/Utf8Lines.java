package llmbench.dataset;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import llmbench.files.DecodedLines;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file as Python reads them, decoded one by one so that a wrong one is known.
 */
public final class Utf8Lines implements ItemSource<String> {

  private final DatasetFile file;
  private final DecodedLines lines;

  private Utf8Lines(DatasetFile file) {
    this.file = file;
    this.lines = new DecodedLines(file.open());
  }

  /**
   * Opens a file.
   *
   * @throws DatasetException when it can't be opened
   */
  public static Utf8Lines open(DatasetFile file) {
    return new Utf8Lines(file);
  }

  /** The next line without its end, which is LF, CR or both. */
  @Override
  public @Nullable String next() {
    try {
      return lines.next();
    } catch (CharacterCodingException e) {
      throw file.notUtf8(at());
    } catch (IOException e) {
      throw DatasetFile.unread(at(), e);
    }
  }

  /** The option, its file and the number of the line that was read last. */
  public String at() {
    return file.at(lines.number());
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      // What was read is whole; nothing was written.
    }
  }
}
