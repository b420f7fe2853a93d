package llmbench.report.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFileTest {

  private static final LocalDateTime DATE = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "openai-chat, ,     inf,  50, Qwen/Qwen2.5-0.5B, openai-chat-infqps-concurrency50-Qwen2.5-0.5B",
    "openai-chat, ,     inf,    , Qwen2.5,           openai-chat-infqps-Qwen2.5",
    "openai,      lab,  12.5,   , a/b/c,             lab-12.5qps-c",
    "vllm,        my l, 10,    1, m,                 my l-10.0qps-concurrency1-m",
    "vllm,        é,    0.00001, , m,                é-1e-05qps-m",
    "vllm,        a/b,  inf,    , m,                 a-b-infqps-m",
    "vllm,        ../../etc/x, inf, , m,             ----etc-x-infqps-m",
    "vllm,        x,    inf,    , a/..,              x-infqps--",
    "vllm,        x,    inf,    , a\\..\\b,          x-infqps-a---b",
  })
  void theNameIsThatOfVllm(
      String backend, String label, String rate, String users, String model, String expected) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("backend", backend);
    options.put("request-rate", rate);
    options.put("model", model);
    if (label != null) {
      options.put("label", label);
    }
    if (users != null) {
      options.put("max-concurrency", users);
    }
    for (String compat : List.of("vllm-0.11", "vllm-0.32")) {
      options.put("compat", compat);
      VllmReportSettings settings =
          VllmReportSettings.of(ReportOptions.ofRun(options, Map.of()), DATE);
      assertThat(ResultFile.of(Optional.of(dir), Optional.empty(), settings).path())
          .isEqualTo(dir.resolve(expected + "-20260102-030405.json"));
      assertThat(ResultFile.of(Optional.empty(), Optional.of(""), settings).path())
          .isEqualTo(Path.of(expected + "-20260102-030405.json"));
    }
  }

  /** compute_result_filename() of serve.py. */
  @Test
  void aRampUpStandsInThePlaceOfTheRate() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("backend", "openai-chat");
    options.put("model", "a/b");
    options.put("ramp-up-strategy", "exponential");
    options.put("ramp-up-start-rps", "1");
    options.put("ramp-up-end-rps", "20");
    assertThat(path(options))
        .hasFileName("openai-chat-ramp-up-exponential-1qps-20qps-b-20260102-030405.json");
    options.put("max-concurrency", "8");
    assertThat(path(options))
        .hasFileName(
            "openai-chat-ramp-up-exponential-1qps-20qps-concurrency8-b-20260102-030405.json");
  }

  private static Path path(Map<String, String> options) {
    VllmReportSettings settings =
        VllmReportSettings.of(ReportOptions.ofRun(options, Map.of()), DATE);
    return ResultFile.of(Optional.empty(), Optional.empty(), settings).path();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.json", "/etc/x.json", "a/../../x.json", "..", ".", "a/..", "a/../.."})
  void noFileNameLeadsOutOfTheResultDirectory(String name) {
    Path path = ResultFile.of(Optional.of(dir), Optional.of(name), settings()).path();
    assertThat(path.normalize().getParent()).isEqualTo(dir);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.json", "sub/x.json", "..x.json", "a..b"})
  void aFileNameThatStaysInsideIsKept(String name) {
    assertThat(ResultFile.of(Optional.of(dir), Optional.of(name), settings()).path())
        .isEqualTo(dir.resolve(name));
  }

  @ParameterizedTest
  @CsvSource({
    "x.json, x.json",
    "sub/x.json, sub/x.json",
    "../x.json, --x.json",
    "/etc/x.json, -etc-x.json"
  })
  void withoutAResultDirectoryTheCurrentOneIsNotLeft(String name, String expected) {
    assertThat(ResultFile.of(Optional.empty(), Optional.of(name), settings()).path())
        .isEqualTo(Path.of(expected));
  }

  @Test
  void aLabelOrModelThatIsTooLongForAFileIsCut() throws IOException {
    Map<String, String> options =
        Map.of("backend", "vllm", "label", "長".repeat(200), "model", "😀".repeat(200));
    VllmReportSettings settings =
        VllmReportSettings.of(ReportOptions.ofRun(options, Map.of()), DATE);
    ResultFile file = ResultFile.of(Optional.of(dir), Optional.empty(), settings);
    file.write(result(), false);
    assertThat(file.path()).exists().hasParent(dir);
    assertThat(file.path().getFileName().toString())
        .isEqualTo("長".repeat(29) + "-infqps-" + "😀".repeat(22) + "-20260102-030405.json");
  }

  @Test
  void controlCharactersOfALabelAreInNoFileName() {
    Map<String, String> options = Map.of("backend", "vllm", "label", "a\u001b[2J\0b", "model", "m");
    Path path =
        ResultFile.of(
                Optional.of(dir),
                Optional.empty(),
                VllmReportSettings.of(ReportOptions.ofRun(options, Map.of()), DATE))
            .path();
    assertThat(path).isEqualTo(dir.resolve("a-[2J-b-infqps-m-20260102-030405.json"));
  }

  @Test
  void aNameThatNoFileCanHaveIsRefusedWithWords() {
    assertThatThrownBy(() -> ResultFile.of(Optional.of(dir), Optional.of("a\0b"), settings()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pass another --result-filename");
  }

  @Test
  void appendingMakesOneLineOfEachResult() throws IOException {
    ResultFile file = file("new/folder/all.json");
    file.write(result(), true);
    file.write(result(), true);
    file.write(result(), true);
    String line = result().toString();
    assertThat(Files.readString(file.path())).isEqualTo(line + "\n" + line + "\n" + line);
  }

  @Test
  void replacingLeavesTheNewResultAndNothingElse() throws IOException {
    ResultFile file = file("one.json");
    Files.writeString(file.path(), "a longer file that was there before ".repeat(1000));
    file.write(result(), false);
    assertThat(Files.readString(file.path())).isEqualTo(result().toString());
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).containsExactly(file.path());
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedWithWhatToDo() throws IOException {
    Files.writeString(dir.resolve("taken"), "a file");
    Files.createDirectories(dir.resolve("folder/full"));
    for (boolean append : new boolean[] {true, false}) {
      assertThatThrownBy(() -> file("taken/x.json").write(result(), append))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("can't write the result to " + dir.resolve("taken/x.json"))
          .hasMessageEndingWith("pass another --result-dir or --result-filename");
      assertThatThrownBy(() -> file("folder").write(result(), append))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("can't write the result to " + dir.resolve("folder"));
    }
  }

  private ResultFile file(String name) {
    return ResultFile.of(Optional.of(dir), Optional.of(name), settings());
  }

  private static VllmReportSettings settings() {
    return VllmReportSettings.of(ReportOptions.ofRun(Map.of(), Map.of()), DATE);
  }

  private static VllmJson result() {
    VllmFigures figures = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    return VllmJson.of(figures, List.of(), settings(), false);
  }
}
