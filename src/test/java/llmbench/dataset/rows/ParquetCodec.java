package llmbench.dataset.rows;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** What the pages of a Parquet file are packed with. */
final class ParquetCodec {

  private ParquetCodec() {}

  /**
   * A page as it was.
   *
   * @param length of the page as it was, in bytes
   * @throws IOException when it is damaged, or packed with what can't be read
   */
  static byte[] unpacked(CompressionCodec codec, byte[] packed, int length) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> packed;
      case SNAPPY -> with(new SnappyDecompressor(), packed, length);
      case ZSTD -> with(new ZstdDecompressor(), packed, length);
      case LZ4_RAW -> with(new Lz4Decompressor(), packed, length);
      case GZIP -> {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
          yield in.readNBytes(length);
        }
      }
      default ->
          throw new IOException(
              "its pages are packed with " + codec + "; write it again with zstd or snappy");
    };
  }

  private static byte[] with(Decompressor decompressor, byte[] packed, int length)
      throws IOException {
    byte[] plain = new byte[length];
    try {
      int read = decompressor.decompress(packed, 0, packed.length, plain, 0, length);
      if (read != length) {
        throw new IOException("it is damaged");
      }
      return plain;
    } catch (RuntimeException e) {
      throw new IOException("it is damaged", e);
    }
  }
}
