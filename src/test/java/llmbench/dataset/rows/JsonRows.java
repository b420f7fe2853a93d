package llmbench.dataset.rows;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** JSON objects one after the other, or a list of them. Not thread-safe. */
final class JsonRows implements Rows {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path file;
  private final MappingIterator<ObjectNode> rows;
  private long read;

  private JsonRows(Path file, MappingIterator<ObjectNode> rows) {
    this.file = file;
    this.rows = rows;
  }

  static Rows open(Path file) throws IOException {
    return new JsonRows(file, MAPPER.readerFor(ObjectNode.class).readValues(TextFiles.open(file)));
  }

  @Override
  public @Nullable Row next() throws IOException {
    ObjectNode values = TextFiles.next(rows, file, read, "a JSON object");
    read++;
    return values == null ? null : new Row(values, file, read);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
