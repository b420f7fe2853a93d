package llmbench.dataset.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/** The red, green and blue of each pixel, eight bits each. */
public final class Picture {

  private static final int RGBA = 4;
  private static final int GRAY_AND_ALPHA = 2;
  private static final int GRAY = 0x010101;

  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /**
   * A picture of these pixels.
   *
   * @param rgb three bytes a pixel, row by row from the top
   */
  public static Picture of(int width, int height, byte[] rgb) {
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(rgb.length + " bytes for " + width + " × " + height);
    }
    Picture picture = new Picture(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    int[] pixels = ((DataBufferInt) picture.image.getRaster().getDataBuffer()).getData();
    for (int i = 0, from = 0; i < pixels.length; i++, from += 3) {
      pixels[i] =
          ((rgb[from] & 0xFF) << 16) | ((rgb[from + 1] & 0xFF) << 8) | (rgb[from + 2] & 0xFF);
    }
    return picture;
  }

  /**
   * The picture of a file. Colours with an alpha channel are put on white, as {@code
   * convert_image_mode} of vLLM's {@code multimodal/image.py} does.
   *
   * @param file its bytes: JPEG, PNG, GIF or BMP
   * @throws PictureException when it is of another kind, or damaged
   */
  public static Picture read(byte[] file) throws PictureException {
    BufferedImage read;
    try {
      read = ImageIO.read(new ByteArrayInputStream(file));
    } catch (IIOException e) {
      throw new PictureException("can't be read as a picture: " + said(e));
    } catch (IOException | RuntimeException e) {
      // The JDK's readers throw what comes to hand when a file is damaged.
      throw new PictureException("is a damaged picture");
    }
    if (read == null) {
      throw new PictureException(
          "isn't a picture of a kind that can be read: JPEG, PNG, GIF or BMP; convert it");
    }
    if (read.getColorModel().getNumComponents() == RGBA && isJpeg(file)) {
      throw new PictureException("is a JPEG in CMYK, which can't be read; convert it to RGB");
    }
    return new Picture(rgb(read));
  }

  private static boolean isJpeg(byte[] file) {
    return (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
  }

  private static BufferedImage rgb(BufferedImage read) {
    BufferedImage rgb =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    if (read.getColorModel() instanceof ComponentColorModel model
        && model.getNumComponents() <= GRAY_AND_ALPHA
        && model.getTransferType() == DataBuffer.TYPE_BYTE) {
      // The JDK would bend grays as those of a linear colour space; Pillow repeats them.
      int[] samples = new int[GRAY_AND_ALPHA];
      for (int y = 0; y < read.getHeight(); y++) {
        for (int x = 0; x < read.getWidth(); x++) {
          read.getRaster().getPixel(x, y, samples);
          rgb.setRGB(x, y, samples[0] * GRAY);
        }
      }
    } else if (read.getColorModel() instanceof IndexColorModel) {
      // As convert("RGB"): the palette's colours, whether they are transparent or not.
      for (int y = 0; y < read.getHeight(); y++) {
        for (int x = 0; x < read.getWidth(); x++) {
          rgb.setRGB(x, y, read.getRGB(x, y));
        }
      }
    } else {
      Graphics2D graphics = rgb.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, read.getWidth(), read.getHeight());
      graphics.drawImage(read, 0, 0, null);
      graphics.dispose();
    }
    return rgb;
  }

  private static String said(IIOException e) {
    String message = e.getMessage();
    return message == null ? "it is damaged" : message.toLowerCase(Locale.ROOT);
  }

  /** Pixels in a row. */
  public int width() {
    return image.getWidth();
  }

  /** Rows. */
  public int height() {
    return image.getHeight();
  }

  BufferedImage image() {
    return image;
  }

  /** A row: red, green and blue of each pixel. */
  byte[] row(int y) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    byte[] row = new byte[3 * width()];
    for (int x = 0; x < width(); x++) {
      int pixel = pixels[y * width() + x];
      row[3 * x] = (byte) (pixel >> 16);
      row[3 * x + 1] = (byte) (pixel >> 8);
      row[3 * x + 2] = (byte) pixel;
    }
    return row;
  }
}
