package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file, group by group. Apache's library puts the columns together; the pages
 * are read here, since its own reader of files comes with Hadoop. Not thread-safe.
 */
final class ParquetRows implements Rows {

  private static final byte[] MARKER = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = 8;

  private final Path path;
  private final FileChannel file;
  private final FileMetaData about;
  private final MessageType schema;
  private final MessageColumnIO columns;
  private int group;
  private long left;
  private long read;
  private @Nullable RecordReader<ObjectNode> rows;

  private ParquetRows(Path path, FileChannel file, FileMetaData about) {
    this.path = path;
    this.file = file;
    this.about = about;
    this.schema = ParquetSchema.of(about.getSchema());
    ParquetSchema.repeated(schema)
        .ifPresent(
            name -> {
              throw new RowsException(
                  path
                      + ": has two columns \""
                      + name
                      + "\", which the tool can't tell apart; write it again with one of them.");
            });
    this.columns = new ColumnIOFactory().getColumnIO(schema);
  }

  static Rows open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      return new ParquetRows(path, file, footer(path, file));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** At the end: what the file holds, how long that is, and the marker. */
  private static FileMetaData footer(Path path, FileChannel file) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long end = file.size() - TAIL_BYTES;
    if (end < MARKER.length || file.read(tail, end) < TAIL_BYTES || !endsWithMarker(tail)) {
      throw damaged(path, "it isn't a Parquet file, or not all of one");
    }
    int length = tail.getInt(0);
    if (length <= 0 || length > end) {
      throw damaged(path, "its end is damaged");
    }
    ByteBuffer footer = ByteBuffer.allocate(length);
    file.read(footer, end - length);
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(footer.array()));
    } catch (IOException | RuntimeException e) {
      throw damaged(path, "its end is damaged");
    }
  }

  private static boolean endsWithMarker(ByteBuffer tail) {
    byte[] marker = new byte[MARKER.length];
    tail.get(TAIL_BYTES - MARKER.length, marker);
    return Arrays.equals(marker, MARKER);
  }

  private static RowsException damaged(Path path, String why) {
    return new RowsException(path + ": can't be read: " + why + ". Get or write the file again.");
  }

  @Override
  public @Nullable Row next() {
    try {
      while (left == 0) {
        if (group == about.getRow_groups().size()) {
          return null;
        }
        RowGroup next = about.getRow_groups().get(group++);
        left = next.getNum_rows();
        rows = columns.getRecordReader(pages(next), new ParquetJson(schema));
      }
      left--;
      read++;
      RecordReader<ObjectNode> reader = Objects.requireNonNull(rows);
      return new Row(reader.read(), path, read);
    } catch (UncheckedIOException e) {
      throw damaged(path, String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
    } catch (RuntimeException e) {
      // The library throws what comes to hand when a file is damaged.
      throw damaged(path, "row " + read + " is damaged");
    }
  }

  private PageReadStore pages(RowGroup group) {
    Map<List<String>, ColumnChunk> chunks = new HashMap<>();
    group
        .getColumns()
        .forEach(chunk -> chunks.put(chunk.getMeta_data().getPath_in_schema(), chunk));
    return new PageReadStore() {
      @Override
      public PageReader getPageReader(ColumnDescriptor column) {
        ColumnChunk chunk = chunks.get(List.of(column.getPath()));
        if (chunk == null) {
          throw new UncheckedIOException(new IOException("a column is missing"));
        }
        return new ParquetPages(file, chunk.getMeta_data());
      }

      @Override
      public long getRowCount() {
        return group.getNum_rows();
      }
    };
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
