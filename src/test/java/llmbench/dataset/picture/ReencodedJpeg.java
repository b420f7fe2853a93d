package llmbench.dataset.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A picture of a file, written as JPEG as Pillow's {@code Image.open(file).save(out, "JPEG")} does
 * it: grays stay grays.
 *
 * @param file the bytes of the JPEG
 * @param width pixels
 * @param height pixels
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record ReencodedJpeg(byte[] file, int width, int height) {

  private static final int GRAY = 1;
  private static final int GRAY_AND_ALPHA = 2;
  private static final int RGB = 3;
  private static final int REPEATED = 0x010101;
  private static final int COLOURS = 0xFFFFFF;

  /**
   * Writes it anew.
   *
   * @param source its bytes: JPEG, PNG, GIF or BMP
   * @param converts whether {@code convert("RGB")} goes before where JPEG can't have it: what is
   *     transparent and how much is left out
   * @throws PictureException when it can't be read, or not written without that
   */
  public static ReencodedJpeg of(byte[] source, boolean converts) throws PictureException {
    Picture picture = Picture.read(source);
    BufferedImage read = read(source);
    int components = read.getColorModel().getNumComponents();
    boolean plain =
        !(read.getColorModel() instanceof IndexColorModel)
            && read.getColorModel().getTransferType() == DataBuffer.TYPE_BYTE;
    if (plain && components == RGB) {
      return of(Jpeg.of(picture), picture);
    }
    if (plain && components == GRAY) {
      return of(Jpeg.of(grays(read)), picture);
    }
    if (!converts) {
      throw new PictureException(
          "has transparency or a palette, which JPEG can't have and evalscope fails with; convert"
              + " it to RGB");
    }
    return of(Jpeg.of(opaque(read)), picture);
  }

  private static ReencodedJpeg of(byte[] file, Picture picture) {
    return new ReencodedJpeg(file, picture.width(), picture.height());
  }

  private static BufferedImage read(byte[] source) throws PictureException {
    try {
      return ImageIO.read(new ByteArrayInputStream(source));
    } catch (IOException e) {
      throw new PictureException("is a damaged picture");
    }
  }

  private static BufferedImage grays(BufferedImage read) {
    BufferedImage grays =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    int[] samples =
        read.getRaster().getSamples(0, 0, read.getWidth(), read.getHeight(), 0, (int[]) null);
    grays.getRaster().setSamples(0, 0, read.getWidth(), read.getHeight(), 0, samples);
    return grays;
  }

  private static BufferedImage opaque(BufferedImage read) {
    BufferedImage rgb =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    boolean gray =
        !(read.getColorModel() instanceof IndexColorModel)
            && read.getColorModel().getNumComponents() <= GRAY_AND_ALPHA;
    for (int y = 0; y < read.getHeight(); y++) {
      for (int x = 0; x < read.getWidth(); x++) {
        int colour =
            gray ? read.getRaster().getSample(x, y, 0) * REPEATED : read.getRGB(x, y) & COLOURS;
        rgb.setRGB(x, y, colour);
      }
    }
    return rgb;
  }
}
