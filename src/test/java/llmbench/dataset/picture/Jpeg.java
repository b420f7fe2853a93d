package llmbench.dataset.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * JPEG as {@code image.save(file, format="JPEG")} of Pillow writes it, byte for byte: quality 75,
 * colours at half the size, the tables of the standard. The JDK's writer is libjpeg 6b, Pillow's is
 * libjpeg-turbo; with these values they differ by the version of JFIF alone.
 */
public final class Jpeg {

  private static final float QUALITY = 0.75f;

  /** Behind the marker, its length and the five bytes of the name. */
  private static final int JFIF_MINOR_VERSION = 12;

  private Jpeg() {}

  /** The bytes of the file. */
  public static byte[] of(Picture picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture.image(), null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    } finally {
      writer.dispose();
    }
    byte[] bytes = out.toByteArray();
    bytes[JFIF_MINOR_VERSION] = 1;
    return bytes;
  }
}
