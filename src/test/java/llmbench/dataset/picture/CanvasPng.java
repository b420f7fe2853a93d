package llmbench.dataset.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * What was drawn, as a PNG file of eight bits a colour. The pixels are Pillow's, the file is not:
 * its bytes depend on the library that compresses them, there as well.
 */
public final class CanvasPng {

  private static final int OPAQUE = 0xFF000000;

  private CanvasPng() {}

  /**
   * The bytes of the file.
   *
   * @param alpha whether it has an alpha channel, in which all is opaque
   */
  public static byte[] of(Canvas canvas, boolean alpha) {
    BufferedImage image =
        new BufferedImage(
            canvas.width(),
            canvas.height(),
            alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++) {
        image.setRGB(x, y, OPAQUE | canvas.pixel(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written", e);
    }
    return out.toByteArray();
  }
}
