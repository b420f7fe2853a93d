package llmbench.dataset.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG as {@code image.save(file, format="PNG")} of Pillow writes it: eight bits a colour, one chunk
 * of data, each row with the filter that leaves the smallest sum. The compressed bytes are those of
 * the JDK's zlib; Pillow's wheels have zlib-ng, which packs the same rows into other bytes.
 *
 * <p>Source: Pillow's {@code ZipEncode.c} and {@code PngImagePlugin.py}.
 */
public final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int COLOURS = 3;

  private static final int NONE = 0;
  private static final int LEFT = 1;
  private static final int UP = 2;
  private static final int PAETH = 4;

  /** In the order in which they are tried; the average, PNG's fifth, is not. */
  private static final int[] FILTERS = {NONE, UP, LEFT, PAETH};

  private Png() {}

  /** The bytes of the file. */
  public static byte[] of(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream file = new DataOutputStream(out)) {
      file.write(SIGNATURE);
      chunk(file, "IHDR", header(picture));
      chunk(file, "IDAT", packed(filtered(picture)));
      chunk(file, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    }
    return out.toByteArray();
  }

  private static byte[] header(Picture picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream header = new DataOutputStream(out)) {
      header.writeInt(picture.width());
      header.writeInt(picture.height());
      // Eight bits, true colour, then what PNG has one of: deflate, its filters, no interlacing.
      header.write(new byte[] {8, 2, 0, 0, 0});
    }
    return out.toByteArray();
  }

  private static void chunk(DataOutputStream file, String name, byte[] data) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(type);
    check.update(data);
    file.writeInt(data.length);
    file.write(type);
    file.write(data);
    file.writeInt((int) check.getValue());
  }

  private static byte[] packed(byte[] rows) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    deflater.setStrategy(Deflater.FILTERED);
    deflater.setInput(rows);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] filtered(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] above = new byte[COLOURS * picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      byte[] row = picture.row(y);
      out.writeBytes(smallest(row, above));
      above = row;
    }
    return out.toByteArray();
  }

  /** The row by the filter with the smallest sum of absolute values; of equal ones, the first. */
  private static byte[] smallest(byte[] row, byte[] above) {
    byte[] best = new byte[0];
    long bestSum = Long.MAX_VALUE;
    for (int filter : FILTERS) {
      byte[] candidate = filtered(filter, row, above);
      long sum = 0;
      for (int i = 1; i < candidate.length; i++) {
        sum += Math.abs(candidate[i]);
      }
      if (sum < bestSum) {
        best = candidate;
        bestSum = sum;
      }
    }
    return best;
  }

  private static byte[] filtered(int filter, byte[] row, byte[] above) {
    byte[] result = new byte[row.length + 1];
    result[0] = (byte) filter;
    for (int i = 0; i < row.length; i++) {
      int left = i < COLOURS ? 0 : row[i - COLOURS] & 0xFF;
      int up = above[i] & 0xFF;
      int corner = i < COLOURS ? 0 : above[i - COLOURS] & 0xFF;
      int expected =
          switch (filter) {
            case LEFT -> left;
            case UP -> up;
            case PAETH -> paeth(left, up, corner);
            default -> 0;
          };
      result[i + 1] = (byte) (row[i] - expected);
    }
    return result;
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
