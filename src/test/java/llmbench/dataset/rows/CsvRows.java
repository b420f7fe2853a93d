package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Values with commas between, or tabs in a {@code .tsv}, below a line with the names of columns.
 * Every value is a text; one that is empty is none. Not thread-safe.
 */
final class CsvRows implements Rows {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .build();

  private final Path file;
  private final MappingIterator<ObjectNode> rows;
  private long read;

  private CsvRows(Path file, MappingIterator<ObjectNode> rows) {
    this.file = file;
    this.rows = rows;
  }

  static Rows open(Path file) throws IOException {
    boolean tabs = String.valueOf(file.getFileName()).contains(".tsv");
    CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(tabs ? '\t' : ',');
    return new CsvRows(
        file, MAPPER.readerFor(ObjectNode.class).with(schema).readValues(TextFiles.open(file)));
  }

  @Override
  public @Nullable Row next() throws IOException {
    Row row = TextFiles.next(rows, file, read, "a row of as many values as the first line has");
    read++;
    return row;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
