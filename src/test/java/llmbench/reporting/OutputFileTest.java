package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @TempDir Path folder;

  @Test
  void aFileIsWrittenWithTheFoldersAboveIt() throws IOException {
    Path file = new OutputFile("js/a.json", OutputFile.Content.of(() -> "{}")).write(folder);
    assertThat(file).isEqualTo(folder.resolve("js/a.json")).hasContent("{}");
  }

  @Test
  void aFileThatCanNotBeMadeLeavesTheOlderOneAsItWas() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "older");
    OutputFile broken =
        new OutputFile(
            "a.txt",
            out -> {
              out.write("half");
              out.flush();
              throw new IOException("No space left on device");
            });
    assertThatThrownBy(() -> broken.write(folder)).hasMessage("No space left on device");
    assertThat(folder.resolve("a.txt")).hasContent("older");
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("a.txt"));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
