package llmbench.runlog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VllmResultTest {

  @TempDir Path folder;

  @Test
  void aDetailedResultOfTheToolIsRead() throws IOException {
    VllmResult result = VllmResult.read(file("result_0.32.0_detailed.json", 1));
    assertThat(result.requests()).isNotEmpty();
    assertThat(result.durationSeconds()).isPositive();
    assertThat(result.options()).containsKeys("backend", "model", "num-prompts");
    assertThat(result.requests())
        .anyMatch(request -> !request.error().isEmpty())
        .anyMatch(request -> request.error().isEmpty() && !request.gapsSeconds().isEmpty());
    assertThat(result.older()).isZero();
  }

  @Test
  void ofAFileThatWasAppendedToTheLastIsTaken() throws IOException {
    assertThat(VllmResult.read(file("result_0.32.0_detailed.json", 3)).older()).isEqualTo(2);
  }

  @Test
  void aResultWithoutDetailsSaysWhatToDo() throws IOException {
    Path plain = file("result_0.32.0_plain.json", 1);
    assertThatThrownBy(() -> VllmResult.read(plain))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("has no times of individual requests")
        .hasMessageEndingWith("run vllm bench serve 0.32 with --save-detailed.");
  }

  @Test
  void whatIsNoResultIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("a.json"), "not json");
    assertThatThrownBy(() -> VllmResult.read(text)).hasMessageContaining("a.json");
    Path list = Files.writeString(folder.resolve("b.json"), "[1]");
    assertThatThrownBy(() -> VllmResult.read(list)).hasMessageContaining("b.json");
  }

  @Test
  void numbersThatOnlyPythonWritesAreRead() throws IOException {
    Path result = file("result_0.32.0_detailed.json", 1);
    int requests = VllmResult.read(result).requests().size();
    Files.writeString(
        result, Files.readString(result).replaceFirst("\\{", "{\"a\": NaN, \"b\": -Infinity, "));
    assertThat(VllmResult.read(result).requests()).hasSize(requests);
  }

  private Path file(String golden, int times) throws IOException {
    try (InputStream in =
        requireNonNull(VllmResultTest.class.getResourceAsStream("/golden/vllm/" + golden))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Files.writeString(folder.resolve("result.json"), (text + "\n").repeat(times));
    }
  }
}
