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
    assertThatThrownBy(() -> read("{\"schema\":3,\"options\":{\"a\":{\"b\":1}},\"state\":5}"))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining(
            "written by a newer version of LLM Bench (schema 3; this one knows up to 2)");
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
        "{|can't be read: it is not JSON (line 1, column 2)",
        "``|it names no schema"
      })
  void whatIsNoneOfOursGetsOneMessageWithItsName(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("Exception", "com.fasterxml", "StreamRead", "llmbench.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,\"notes\":[[1]]|can't be read: the value of notes[0] is of another kind than expected.",
        "1,\"options\":[]|can't be read: the value of options is of another kind than expected.",
        "-1|is broken: its clock_zero_epoch_millis or end_nanos is no time of a run.",
        "9223372036854775807|is broken: its clock_zero_epoch_millis or end_nanos is no time of a",
        "1,\"end_nanos\":-9223372036854775808|or end_nanos is no time of a run.",
        "1,\"stop\":{\"by\":\"SIGNAL\"}|the value of stop is of another kind than expected.",
        "1,\"stop\":{\"why\":\"so\"}|the value of stop is of another kind than expected.",
        "1,\"conditions\":{\"client\":{}}|the value of conditions.client is of another kind",
        "1,\"conditions\":{\"prefix_cache\":{}}|the value of conditions.prefix_cache is of another",
        "1,\"conditions\":{\"schedule\":{}}|the value of conditions.schedule is of another",
        "1,\"conditions\":{\"schedule\":{\"zero_nanos\":9e17,\"late\":{}}}|its zero_nanos is",
        "1e400|can't be read: "
      })
  void aValueOfAnotherKindIsNamedAndNoClass(String rest, String message) {
    assertThatThrownBy(
            () ->
                read(
                    "{\"schema\":1,\"state\":\"RUNNING\",\"clock_zero_epoch_millis\":"
                        + rest
                        + "}"))
        .isInstanceOf(RunFileReader.BrokenException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("Exception", "com.fasterxml", "llmbench.");
  }

  @Test
  void whatJacksonTakesForTooMuchIsSaidInWords() {
    String nested = "{\"schema\":1,\"x\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}";
    String digits = "{\"schema\":1,\"x\":" + "9".repeat(1_001) + "}";
    for (String text : List.of(nested, digits)) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(RunFileReader.BrokenException.class)
          .hasMessageContaining("it has more levels than 1,000, a number of more than 1,000 digits")
          .hasMessageNotContaining("Constraints");
    }
  }

  @Test
  void anOptionThatIsNullIsNone() throws IOException {
    String text =
        "{\"schema\":1,\"state\":\"RUNNING\",\"clock_zero_epoch_millis\":1,"
            + "\"options\":{\"compat\":null,\"seed\":\"0\"},\"dataset\":{\"prompts\":null}}";
    assertThat(read(text).options()).containsExactly(Map.entry("seed", "0"));
    assertThat(read(text).dataset()).isEmpty();
  }

  private RunFacts read(String text) throws IOException {
    return RunFileReader.read(Files.writeString(folder.resolve("run.json"), text));
  }
}
