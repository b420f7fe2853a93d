package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {

  @TempDir private Path dir;

  @Test
  void aDirectoryThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
    Path taken = Files.writeString(dir.resolve("taken"), "a file");
    assertThatThrownBy(() -> ResultDirectory.check(Optional.of(taken.resolve("below"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The result can't be written to the directory " + taken)
        .hasMessageContaining("nothing was sent")
        .hasMessageEndingWith("pass another --result-dir.");
    Path fresh = dir.resolve("to/be/made");
    ResultDirectory.check(Optional.of(fresh));
    assertThat(fresh).isEmptyDirectory();
    ResultDirectory.check(Optional.empty());
  }

  @Test
  void aFolderOfResultsThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
    Path taken = Files.writeString(dir.resolve("taken"), "a file");
    for (Path folder : List.of(taken, taken.resolve("below"))) {
      assertThatThrownBy(() -> ResultDirectory.checkGatlings(folder))
          .isInstanceOfSatisfying(
              RefusedException.class, refused -> assertThat(refused.status()).isEqualTo(2))
          .hasMessageStartingWith("The run can't be written to the directory " + taken)
          .hasMessageEndingWith("or choose another with -Dgatling.resultsFolder.");
    }
    ResultDirectory.checkGatlings(dir.resolve("made"));
    assertThat(dir.resolve("made")).isEmptyDirectory();
  }
}
