package llmbench.testing.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The pictures of the documents. */
public final class Pictures {

  private static final Path FOLDER = Path.of("docs/pictures");

  private Pictures() {}

  /**
   * Takes a picture of a page as wide as it is, and keeps it for the documents.
   *
   * @param name of the file, without its end
   * @param top where it begins, in CSS pixels
   * @param height in CSS pixels
   */
  public static void save(String name, OpenPage page, int top, int height) {
    try {
      Files.createDirectories(FOLDER);
      BufferedImage image =
          Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(page.picture(top, height))));
      // The browser compresses for speed.
      ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
      ImageWriteParam tight = writer.getDefaultWriteParam();
      tight.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      tight.setCompressionQuality(0);
      Path file = FOLDER.resolve(name + ".png");
      Files.deleteIfExists(file);
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
        writer.setOutput(out);
        writer.write(null, new IIOImage(image, null, null), tight);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
