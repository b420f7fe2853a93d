package llmbench.tokenizer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bench/tokenizers} says before it asks Python. */
class BenchTokenizersTest {

  @TempDir Path temp;

  /** Both sides refuse it, which would pass for the same. */
  @Test
  void aFolderThatIsNotThereIsAWrongCall() throws Exception {
    Path there = Files.createDirectory(temp.resolve("there"));
    Files.writeString(there.resolve("tokenizer.json"), "{}");
    Path script = Path.of("bench/tokenizers").toAbsolutePath();
    Process process =
        new ProcessBuilder("bash", script.toString(), "there", "mistyped")
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(said(process))
        .isEqualTo(
            "bench/tokenizers: there is no %s/tokenizer.json. Pass folders that have one.%n"
                .formatted(temp.toRealPath().resolve("mistyped")));
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
