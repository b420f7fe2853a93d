package llmbench.runlog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .hasMessageEndingWith("run vllm bench serve 0.32 or later with --save-detailed.");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttfts | \"a\" | entry 3 of ttfts is not a time in seconds",
        "ttfts | NaN | entry 3 of ttfts is not a time in seconds",
        "ttfts | -1 | entry 3 of ttfts is not a time in seconds",
        "latencies | 1e300 | entry 3 of latencies is not a time in seconds",
        "start_times | 1e300 | entry 3 of start_times is not a time",
        "itls | 7 | entry 3 of itls is not a list of times in seconds",
        "itls | [null] | entry 3 of itls is not a time in seconds",
        "output_lens | 9999999999 | entry 3 of output_lens is not a count",
        "input_lens | -3 | entry 3 of input_lens is not a count",
        "errors | [] | entry 3 of errors is not a text",
      })
  void anEntryOfAnotherKindIsRefusedWithItsPlace(String list, String value, String message)
      throws IOException {
    Path file = file("result_0.32.0_detailed.json", 1);
    ObjectMapper json =
        JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    ObjectNode result = (ObjectNode) json.readTree(file.toFile());
    ((ArrayNode) result.get(list)).set(2, json.readTree(value.strip()));
    Files.writeString(file, result.toString().replace("\"NaN\"", "NaN"));
    assertThatThrownBy(() -> VllmResult.read(file))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("result.json is broken: ")
        .hasMessageContaining(message.strip());
  }

  @Test
  void countsThatTheListsDoNotKeepAreDifferences() throws IOException {
    Path file = file("result_0.32.0_detailed.json", 1);
    assertThat(VllmResult.read(file).differences()).isEmpty();
    ObjectMapper json = new ObjectMapper();
    ObjectNode result = (ObjectNode) json.readTree(file.toFile());
    result.forEach(
        list -> {
          if (list instanceof ArrayNode entries) {
            entries.remove(0);
          }
        });
    Files.writeString(file, result.put("failed", 1).toString());
    assertThat(VllmResult.read(file).differences())
        .containsExactly(
            "it counts 9 requests, and 8 that completed or failed",
            "it counts 9 requests, and it lists 8",
            "it counts 7 successes, and lists 6 requests without an error");
    assertThat(VllmSummary.read(file).differences()).hasSize(3);
  }

  private Path file(String golden, int times) throws IOException {
    try (InputStream in =
        requireNonNull(VllmResultTest.class.getResourceAsStream("/golden/vllm/" + golden))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Files.writeString(folder.resolve("result.json"), (text + "\n").repeat(times));
    }
  }
}
