package llmbench.report.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TokensPictureTest {

  /** What numpy 2.3.5's histogram(…, bins=30) counts. */
  @Test
  void binsAreNumpys() {
    assertThat(filled(1, 2, 2, 3, 10)).containsExactly("0:1", "3:2", "6:1", "29:1");
    assertThat(filled(5, 5)).containsExactly("15:2");
    assertThat(filled(0)).containsExactly("15:1");
  }

  private static String[] filled(int... values) {
    int[] counts = TokensPicture.counts(values);
    return IntStream.range(0, counts.length)
        .filter(bin -> counts[bin] > 0)
        .mapToObj(bin -> bin + ":" + counts[bin])
        .toArray(String[]::new);
  }

  @Test
  void thePictureHasEachColourOfTheTool() throws IOException {
    byte[] png =
        new TokensPicture(
                TimelineTest.requests(TimelineTest.recorded().iterator().next().path("requests")))
            .png();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int[] seen = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(IntStream.of(seen).map(rgb -> rgb & 0xFFFFFF).distinct())
        .contains(0x4682B4, 0xFF7F50, 0x3CB371);
  }
}
