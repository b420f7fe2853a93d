package llmbench.options.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatlingOptionsTest {

  private static final String VLLM = "vllm bench serve --model m --dataset-name random";
  private static final String EVALSCOPE = "evalscope perf --model m --dataset random";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    VLLM + ",vllm-0.32",
    VLLM + ",vllm-0.11",
    EVALSCOPE + ",evalscope-1.14",
    EVALSCOPE + ",evalscope-1.1"
  })
  void theTimeToTheFirstTokenIsAGroupUnlessItIsSwitchedOff(String line, String compat) {
    BenchOptions asIs = Reading.both(line, "compat", compat);
    assertThat(asIs.output().gatlingTtft()).isTrue();
    assertThat(asIs.effective())
        .containsEntry("gatling-ttft", "true")
        .containsEntry("gatling-progress", "none");
    BenchOptions off = Reading.both(line, "compat", compat, "gatling-ttft", "false");
    assertThat(off.output().gatlingTtft()).isFalse();
    assertThat(off.effective()).containsEntry("gatling-ttft", "false");
  }

  @Test
  void gatlingsBlockIsAWordOfItsOwn() {
    assertThat(Reading.both(VLLM, "gatling-progress", "console").effective())
        .containsEntry("gatling-progress", "console");
  }

  /** Gatling would leave these out without a word, or write its log twice. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "Console", "file", ""})
  void gatlingsBlockHasNoOtherWord(String value) {
    assertThat(Reading.problems(VLLM, "gatling-progress", value))
        .contains("-Dllm.gatling-progress")
        .contains("expected one of none, console");
  }

  @Test
  void whatGatlingDoesNotSeeIsAProblem() throws IOException {
    String expected = "give -Dllm.gatling-progress=console";
    assertThat(Reading.problems(VLLM, "gatling_progress", "console")).contains(expected);
    Path file = Files.writeString(folder.resolve("run.conf"), "gatling-progress=console\n");
    assertThat(Reading.problems(VLLM, "config", file.toString())).contains(expected);
  }
}
