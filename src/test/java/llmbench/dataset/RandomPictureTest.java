package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.random.PythonRandom;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomPictureTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/drawings_1.14.json");

  static Stream<Named<JsonNode>> sizes() {
    try {
      JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile());
      return StreamSupport.stream(golden.path("cases").spliterator(), false)
          .map(each -> Named.of(each.path("width") + " x " + each.path("height"), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hundreds of pictures of each size, as evalscope's own code and Pillow paint them. */
  @ParameterizedTest
  @MethodSource("sizes")
  void everyPixelIsPillows(JsonNode golden) throws NoSuchAlgorithmException {
    PythonRandom random = new PythonRandom(golden.path("seed").asLong());
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < golden.path("pictures").asInt(); i++) {
      int width = golden.path("width").asInt();
      int height = golden.path("height").asInt();
      hash.update(RandomPicture.next(width, height, random).painted().rgb());
    }
    assertThat(HexFormat.of().formatHex(hash.digest()))
        .isEqualTo(golden.path("pixels_sha256").asText());
  }
}
