package llmbench.dataset.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.random.NumpyRandom;
import org.junit.jupiter.api.Test;

/** Pictures beside Pillow's own. */
class PictureTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/vllm/pictures");

  @Test
  void everyKindIsReadAndWrittenAsPillowDoes() throws Exception {
    Set<Map.Entry<String, JsonNode>> files = golden().path("files").properties();
    assertThat(files).hasSizeGreaterThan(8);
    List<String> packedOtherwise = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : files) {
      String name = file.getKey();
      Picture picture = Picture.read(Files.readAllBytes(FOLDER.resolve(name)));
      assertThat(sha256(rgb(picture))).as(name).isEqualTo(file.getValue().path("rgb").asText());
      assertThat(sha256(Jpeg.of(picture)))
          .as(name)
          .isEqualTo(file.getValue().path("JPEG").asText());
      byte[] png = Png.of(picture);
      assertThat(rgb(Picture.read(png))).as(name).isEqualTo(rgb(picture));
      if (!sha256(png).equals(file.getValue().path("PNG").asText())) {
        packedOtherwise.add(name);
      }
    }
    // Pillow's zlib is another one, which packs the rows of these into other bytes.
    assertThat(packedOtherwise).containsExactly("palette.png");
  }

  @Test
  void noiseOfNumpysGeneratorIsTheSameFile() throws Exception {
    for (JsonNode wanted : golden().path("noise")) {
      int height = wanted.path("height").intValue();
      int width = wanted.path("width").intValue();
      NumpyRandom random = new NumpyRandom(wanted.path("seed").intValue());
      byte[] rgb = random.bytes(3 * height * width);
      assertThat(sha256(rgb)).isEqualTo(wanted.path("rgb").asText());
      assertThat(sha256(Jpeg.of(Picture.of(width, height, rgb))))
          .as(width + " × " + height)
          .isEqualTo(wanted.path("JPEG").asText());
      assertThat(random.nextDouble()).isEqualTo(wanted.path("random").doubleValue());
    }
  }

  @Test
  void whatCantBeReadSaysWhy() throws IOException {
    refuses("cmyk.jpg", "is a JPEG in CMYK, which can't be read; convert it to RGB");
    refuses("rgb.webp", "isn't a picture of a kind that can be read: JPEG, PNG, GIF or BMP");
    byte[] jpeg = Files.readAllBytes(FOLDER.resolve("baseline.jpg"));
    for (byte[] bytes :
        List.of("hi".getBytes(StandardCharsets.UTF_8), new byte[0], Arrays.copyOf(jpeg, 300))) {
      assertThatThrownBy(() -> Picture.read(bytes)).isInstanceOf(PictureException.class);
    }
  }

  private static void refuses(String file, String message) throws IOException {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve(file));
    assertThatThrownBy(() -> Picture.read(bytes))
        .isInstanceOf(PictureException.class)
        .hasMessageContaining(message);
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("pictures.json").toFile());
  }

  private static byte[] rgb(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = 0; y < picture.height(); y++) {
      out.writeBytes(picture.row(y));
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
