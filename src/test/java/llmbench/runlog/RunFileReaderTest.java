package llmbench.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFileReaderTest {

  @TempDir Path folder;

  @Test
  void whatIsLeftOutIsEmptyAndWhatIsUnknownIsIgnored() throws IOException {
    assertThat(
            read("{\"schema\":1,\"state\":\"STOPPED\",\"clock_zero_epoch_millis\":7,\"new\":[]}"))
        .isEqualTo(
            new RunFacts(
                1,
                RunFacts.State.STOPPED,
                "",
                "",
                7,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of()));
  }

  @Test
  void ofANewerSchemaNothingElseIsLookedAt() {
    assertThatThrownBy(() -> read("{\"schema\":2,\"options\":{\"a\":{\"b\":1}},\"state\":5}"))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining(
            "written by a newer version of LLM Bench (schema 2; this one knows" + " up to 1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null|it names no schema",
        "[]|it names no schema",
        "{}|it names no schema",
        "{\"schema\":1}|it lacks its state",
        "{\"schema\":1,\"state\":\"RUNNING\"}|or clock_zero_epoch_millis",
        "{\"schema\":1,\"state\":\"ODD\",\"clock_zero_epoch_millis\":1}|can't be read",
        "{|can't be read",
        "``|it names no schema"
      })
  void whatIsNoneOfOursGetsOneMessageWithItsName(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining(message);
  }

  private RunFacts read(String text) throws IOException {
    return RunFileReader.read(Files.writeString(folder.resolve("run.json"), text));
  }
}
