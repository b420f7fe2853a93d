package llmbench.dataset.rows;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values with commas between, or tabs in a {@code .tsv}, below a line with the names of columns.
 * Every value is a text; one that is empty is none. Not thread-safe.
 */
final class CsvRows implements Rows {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  private static final String FORM = "a row of as many values as the first line has";

  private final Path file;
  private final MappingIterator<@Nullable String[]> rows;
  private List<String> columns = List.of();
  private long read;

  private CsvRows(Path file, MappingIterator<@Nullable String[]> rows) {
    this.file = file;
    this.rows = rows;
  }

  static Rows open(Path file) throws IOException {
    boolean tabs = String.valueOf(file.getFileName()).contains(".tsv");
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(tabs ? '\t' : ',');
    return new CsvRows(
        file, MAPPER.readerFor(String[].class).with(schema).readValues(TextFiles.open(file)));
  }

  @Override
  public @Nullable Row next() throws IOException {
    if (columns.isEmpty()) {
      @Nullable String[] head = TextFiles.next(rows, file, read, FORM);
      columns = head == null ? List.of() : names(head);
    }
    JsonLocation start = rows.getCurrentLocation();
    @Nullable String[] values = TextFiles.next(rows, file, read, FORM);
    if (values == null) {
      return null;
    }
    if (values.length != columns.size()) {
      throw TextFiles.wrong(file, read, start, FORM);
    }
    read++;
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < values.length; i++) {
      row.put(columns.get(i), values[i]);
    }
    return new Row(row, file, read);
  }

  /** One that is there already has a number behind it, as pandas names it: a, a.1, a.2. */
  private static List<String> names(@Nullable String... head) {
    List<String> given = Arrays.stream(head).map(name -> name == null ? "" : name).toList();
    Set<String> names = new LinkedHashSet<>();
    for (String name : given) {
      String free = name;
      for (int again = 1; names.contains(free); again++) {
        String next = name + "." + again;
        free = given.contains(next) ? free : next;
      }
      names.add(free);
    }
    return List.copyOf(names);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
