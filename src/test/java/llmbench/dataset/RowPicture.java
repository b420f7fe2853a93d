package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import llmbench.dataset.picture.PictureException;
import llmbench.dataset.picture.ReencodedJpeg;
import llmbench.dataset.rows.Row;
import org.jspecify.annotations.Nullable;

/** A picture in a column of a row: its bytes, or the path of its file. */
final class RowPicture {

  private RowPicture() {}

  /**
   * As JPEG; null where the row has none.
   *
   * @param converts whether what JPEG can't have is left out
   */
  static @Nullable ReencodedJpeg of(Row row, String column, boolean converts) {
    byte[] file = bytes(row, column);
    if (file == null) {
      return null;
    }
    try {
      return ReencodedJpeg.of(file, converts);
    } catch (PictureException e) {
      throw wrong(row, "its picture \"" + column + "\" " + e.getMessage());
    }
  }

  private static byte @Nullable [] bytes(Row row, String column) {
    JsonNode value = row.value(column);
    try {
      if (value.isBinary()) {
        return value.binaryValue();
      }
      if (value.path("bytes").isBinary()) {
        return value.path("bytes").binaryValue();
      }
      JsonNode path = value.isTextual() ? value : value.path("path");
      return path.isTextual() ? NamedFile.bytes(path.textValue()) : null;
    } catch (IOException e) {
      throw wrong(row, "the file of its picture \"" + column + "\" can't be read");
    }
  }

  static DatasetException wrong(Row row, String why) {
    return new DatasetException(DatasetFile.OPTION + row.at() + ": " + why + ".");
  }
}
