package llmbench.dataset.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import llmbench.dataset.DatasetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that are no trace, of each form: whole messages. */
class WrongTraceTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/traces/wrong_lines.txt");
  private static final String SAID = "-> ";

  @TempDir Path folder;

  /** Cases with an empty line between: the form, the lines, and what is said of them. */
  @Test
  void theLineThatIsWrongIsNamedAndWhatWasExpected() throws IOException {
    String golden = Files.readString(GOLDEN);
    StringBuilder now = new StringBuilder();
    for (String each : golden.split("\n\n", -1)) {
      List<String> lines = each.lines().toList();
      List<String> trace = lines.subList(1, lines.size() - 1);
      now.append(now.length() == 0 ? "" : "\n").append(lines.get(0)).append('\n');
      trace.forEach(line -> now.append(line).append('\n'));
      now.append(SAID).append(said(lines.get(0), trace)).append('\n');
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, now);
    }
    assertThat(now.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  private String said(String form, List<String> lines) {
    List<String> written = lines.stream().map(line -> line.equals("(empty)") ? "" : line).toList();
    DatasetException said =
        catchThrowableOfType(
            DatasetException.class,
            () -> TraceFileTest.read(folder, form, OptionalInt.empty(), written));
    return String.valueOf(said.getMessage()).replace(folder + "/", "");
  }

  @Test
  void anotherBlockSizeThanTheHeadersIsRefused() {
    List<String> lines = List.of("{\"agent_trace\": 1, \"block_size\": 16}");
    assertThatThrownBy(() -> TraceFileTest.read(folder, "llm-bench", OptionalInt.of(32), lines))
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith(
            "line 1: its \"block_size\" is 16, so leave -Dllm.trace-block-size out.");
  }
}
