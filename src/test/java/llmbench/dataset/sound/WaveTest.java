package llmbench.dataset.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sound files beside soundfile's own. */
class WaveTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/vllm/sounds");

  @Test
  void everyKindPlaysAsLongAndIsWrittenAgainAsSoundfileDoes() throws Exception {
    JsonNode files = new ObjectMapper().readTree(FOLDER.resolve("sounds.json").toFile());
    assertThat(files.path("files")).hasSize(7);
    for (Map.Entry<String, JsonNode> file : files.path("files").properties()) {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve(file.getKey()));
      JsonNode wanted = file.getValue();
      assertThat(Sounds.seconds(bytes)).isEqualTo(wanted.path("seconds").doubleValue());
      if (wanted.has("float64")) {
        Wave wave = Wave.read(bytes);
        assertThat(sha256(wave.throughDoubles()))
            .as(file.getKey())
            .isEqualTo(wanted.path("float64").asText());
        assertThat(sha256(wave.throughFloats()))
            .as(file.getKey())
            .isEqualTo(wanted.path("float32").asText());
      }
    }
  }

  @Test
  void whatCantBeReadSaysWhy() throws Exception {
    byte[] wave = Files.readAllBytes(FOLDER.resolve("pcm_16.wav"));
    byte[] other = wave.clone();
    other[20] = 6;
    refuses(other, "is a WAV file of a kind that can't be read (format 6, 16 bits)");
    refuses(Arrays.copyOf(wave, 30), "it has no samples");
    refuses(new byte[0], "isn't a WAV file; convert it");
    refuses(Files.readAllBytes(FOLDER.resolve("pcm.ogg")), "isn't a WAV file; convert it");
    byte[] silent = wave.clone();
    silent[22] = 0;
    refuses(silent, "is a damaged WAV file");
  }

  private static void refuses(byte[] file, String message) {
    for (SoundReader reader : List.<SoundReader>of(Wave::read, Sounds::seconds)) {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOf(SoundException.class)
          .hasMessageContaining(message);
    }
  }

  @FunctionalInterface
  private interface SoundReader {
    Object read(byte[] file) throws SoundException;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
