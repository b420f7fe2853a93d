package llmbench.dataset.rows;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column in a group of rows, read from the file while they are taken: one at a time
 * is in memory. Not thread-safe.
 */
final class ParquetPages implements PageReader {

  private static final int BUFFER_BYTES = 1 << 16;

  /** Nothing is looked for by them, and making them takes a library of maps. */
  private static final @Nullable Statistics<?> NO_STATISTICS = null;

  private final ColumnMetaData column;
  private final InputStream in;
  private long left;
  private @Nullable DictionaryPage dictionary;
  private @Nullable PageHeader ahead;

  ParquetPages(FileChannel file, ColumnMetaData column) {
    this.column = column;
    this.left = column.getNum_values();
    long start = column.getData_page_offset();
    if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
      start = Math.min(start, column.getDictionary_page_offset());
    }
    this.in = new BufferedInputStream(new Placed(file, start), BUFFER_BYTES);
  }

  @Override
  public long getTotalValueCount() {
    return column.getNum_values();
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = header();
      if (header != null && header.getType() == PageType.DICTIONARY_PAGE) {
        ahead = null;
        dictionary =
            new DictionaryPage(
                BytesInput.from(unpacked(header, 0, 0)),
                header.getDictionary_page_header().getNum_values(),
                encoding(header.getDictionary_page_header().getEncoding()));
      }
      return dictionary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      PageHeader header = header();
      ahead = null;
      if (header == null) {
        return null;
      }
      return switch (header.getType()) {
        case DATA_PAGE -> first(header, header.getData_page_header());
        case DATA_PAGE_V2 -> second(header, header.getData_page_header_v2());
        default -> {
          in.skipNBytes(header.getCompressed_page_size());
          yield readPage();
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable PageHeader header() throws IOException {
    if (ahead == null && left > 0) {
      ahead = Util.readPageHeader(in);
    }
    return ahead;
  }

  private DataPage first(PageHeader header, DataPageHeader page) throws IOException {
    left -= page.getNum_values();
    return new DataPageV1(
        BytesInput.from(unpacked(header, 0, 0)),
        page.getNum_values(),
        header.getUncompressed_page_size(),
        NO_STATISTICS,
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  /** The levels lie before the values, and are never packed. */
  private DataPage second(PageHeader header, DataPageHeaderV2 page) throws IOException {
    left -= page.getNum_values();
    int repetition = page.getRepetition_levels_byte_length();
    int definition = page.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    byte[] bytes =
        page.isSetIs_compressed() && !page.isIs_compressed()
            ? in.readNBytes(header.getCompressed_page_size())
            : unpacked(header, repetition, definition);
    return DataPageV2.uncompressed(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        BytesInput.from(bytes, 0, repetition),
        BytesInput.from(bytes, repetition, definition),
        encoding(page.getEncoding()),
        BytesInput.from(Arrays.copyOfRange(bytes, levels, bytes.length)),
        NO_STATISTICS);
  }

  private byte[] unpacked(PageHeader header, int repetition, int definition) throws IOException {
    int levels = repetition + definition;
    byte[] packed = in.readNBytes(header.getCompressed_page_size());
    int length = header.getUncompressed_page_size();
    if (packed.length < header.getCompressed_page_size()) {
      throw new IOException("it ends too early");
    }
    if (levels == 0) {
      return ParquetCodec.unpacked(column.getCodec(), packed, length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    out.write(packed, 0, levels);
    if (length > levels) {
      byte[] values = Arrays.copyOfRange(packed, levels, packed.length);
      out.writeBytes(ParquetCodec.unpacked(column.getCodec(), values, length - levels));
    }
    return out.toByteArray();
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  /** A file from a place on, which other readers of it do not move. */
  private static final class Placed extends InputStream {

    private final FileChannel file;
    private long at;

    Placed(FileChannel file, long start) {
      this.file = file;
      this.at = start;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      int read = file.read(ByteBuffer.wrap(into, from, count), at);
      at += Math.max(0, read);
      return read;
    }
  }
}
