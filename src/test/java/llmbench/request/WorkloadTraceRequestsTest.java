package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.dataset.SendTimes;
import llmbench.options.BenchOptions;
import llmbench.options.Pace;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** evalscope's recorded requests: bodies, headers and times, as the tool sent them. */
class WorkloadTraceRequestsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");
  private static final String TRACE = GOLDEN.resolve("data/trace.jsonl").toString();

  /** When the golden runs began, in the tool's clock. */
  private static final double START = 100;

  @TempDir Path folder;

  static Stream<Named<JsonNode>> cases() {
    try {
      JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("datasets_1.14.json").toFile());
      return StreamSupport.stream(golden.path("cases").spliterator(), false)
          .filter(each -> each.path("args").path("dataset").asText().equals("workload_trace"))
          .filter(each -> !each.has("error"))
          .map(each -> Named.of(each.path("name").asText(), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bodiesHeadersAndTimesAreTheTools(JsonNode golden) {
    BenchOptions options = options(line(golden));
    assertThat(options.load().paced().orElseThrow().pace()).isEqualTo(new Pace.OfDataset());
    assertThat(options.load().maxConcurrency()).isEmpty();
    EvalscopeRequests requests = new EvalscopeRequests(options, "M");
    try (Prompts made = prompts(options, new ArrayList<>())) {
      SendTimes times = made.times().orElseThrow();
      List<Prompt> all = new ArrayList<>(made.warmUps());
      all.addAll(made.measured().toList());
      for (int i = 0; i < golden.path("requests").size(); i++) {
        JsonNode expected = golden.path("requests").get(i);
        LlmRequest request = requests.of(all.get(i));
        assertThat(request.text()).isEqualTo(expected.path("body").asText());
        assertThat(shown(request.headers())).isEqualTo(headers(expected));
        int measured = i - made.warmUps().size();
        if (measured >= 0) {
          assertThat(times.seconds(measured))
              .isCloseTo(expected.path("t").asDouble() - START, within(1e-9));
        }
      }
    }
  }

  /** Those that the recording has; what our client and the tool's add is compared elsewhere. */
  private static Map<String, String> shown(Map<String, String> headers) {
    Map<String, String> shown = new TreeMap<>();
    headers.forEach((name, value) -> shown.put(name.toLowerCase(Locale.ROOT), value));
    shown.remove("accept");
    shown.remove("content-type", "application/json");
    return shown;
  }

  private static Map<String, String> headers(JsonNode expected) {
    Map<String, String> headers = new TreeMap<>();
    expected
        .path("headers")
        .properties()
        .forEach(
            each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().asText()));
    return headers;
  }

  @Test
  void whatTheToolWarnsOfIsSaid() {
    List<String> notes = new ArrayList<>();
    prompts(options("--dataset-path " + TRACE), notes).close();
    assertThat(notes)
        .containsExactly(
            "The trace's lines aren't in the order of their times: they are sorted.",
            "The trace's requests keep their own models, whatever --model is; model_override or"
                + " model_mapping of --dataset-args change them.");
  }

  @Test
  void aShareOfAllGoesFirstAndSomeMustBeLeft() {
    try (Prompts made =
        prompts(options("--warmup-num 0.5 --dataset-path " + TRACE), new ArrayList<>())) {
      assertThat(made.warmUps()).hasSize(2);
      assertThat(made.requests()).isEqualTo(3);
    }
    assertThatThrownBy(
            () -> prompts(options("--warmup-num 9 --dataset-path " + TRACE), new ArrayList<>()))
        .isInstanceOf(DatasetException.class)
        .hasMessage("--warmup-num leaves none of the trace's 5 requests to be measured; use less.");
  }

  @Test
  void withoutAModelNoneIsPutIntoBodies() {
    String line = "evalscope perf --dataset workload_trace --open-loop --dataset-path " + TRACE;
    BenchOptions options = new OptionsReader().read(new Sources(line, Map.of()));
    try (Prompts made = prompts(options, new ArrayList<>())) {
      Prompt last = made.measured().toList().get(4);
      assertThat(new EvalscopeRequests(options, "served").of(last).text())
          .startsWith("{\"messages\": [")
          .doesNotContain("\"model\"");
    }
  }

  @Test
  void everyWrongLineIsSaidAtOnce() {
    String bad = GOLDEN.resolve("data/trace_bad.jsonl").toString();
    assertThatThrownBy(() -> prompts(options("--dataset-path " + bad), new ArrayList<>()))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "--dataset-path: "
                + bad
                + """
                : 10 lines are no requests:
                  line 1: it is JSON, but a list
                  line 2: it stops being JSON at character 2
                  line 3: it has no "timestamp"
                  line 4: its "timestamp" is neither seconds nor a date and time such as\
                 2023-11-14T22:13:20Z
                  line 5: its "body" is neither a JSON object nor a text with one
                  line 6: its "body" is neither a JSON object nor a text with one
                  line 7: it has a "extra", which isn't known
                  line 8: its "completion_tokens" are not a whole number above 0
                  line 9: its "body" has a "__evalscope_headers", which is reserved
                  line 11: its "timestamp" is neither seconds nor a date and time such as\
                 2023-11-14T22:13:20Z
                Expected a JSON object such as {"timestamp": 1700000000.5, "body": {…}} on each\
                 line. Correct these lines.""");
  }

  @Test
  void aFileThatIsNoTraceIsRefusedAsOne() throws IOException {
    String give =
        "; give the path of a text file with a JSON object such as {\"timestamp\": 1700000000.5,"
            + " \"body\": {…}} on each line.";
    refuses(folder.resolve("none"), "no such file" + give);
    refuses(folder, "is a folder" + give);
    refuses(Files.writeString(folder.resolve("a"), "\n \n"), "is empty" + give);
    Path latin = folder.resolve("b");
    Files.write(latin, "{}\n\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> prompts(options("--dataset-path " + latin), new ArrayList<>()))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(latin + ", line 2: isn't UTF-8");
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> prompts(options("--dataset-path " + file), new ArrayList<>()))
        .isInstanceOf(DatasetException.class)
        .hasMessage("--dataset-path: " + file + ": " + message);
  }

  @Test
  void whatCantBeATraceOfRequestsIsAProblemOfTheOptions() {
    String closed = "evalscope perf --model M --dataset workload_trace --dataset-path x";
    assertThatThrownBy(() -> new OptionsReader().read(new Sources(closed, Map.of())))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("needs --open-loop: a trace says when requests are sent");
    assertThatThrownBy(
            () -> options("--dataset-args {\"speed\":0,\"model_mapping\":{\"a\":1},\"x\":1}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("it stops being JSON");
    assertThatThrownBy(
            () -> options("--dataset-args '{\"speed\":0,\"model_mapping\":{\"a\":1},\"x\":1}'"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("\"speed\": expected a number above 0")
        .hasMessageContaining("\"model_mapping\": expected an object whose values are texts")
        .hasMessageContaining(
            "has \"x\"; --dataset workload_trace knows speed, model_override, model_mapping and"
                + " match_output_length")
        .hasMessageContaining("needs --dataset-path, a file of yours");
  }

  private static Prompts prompts(BenchOptions options, List<String> notes) {
    return Datasets.of(options)
        .prompts(
            new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, notes::add));
  }

  private static String line(JsonNode golden) {
    StringBuilder line = new StringBuilder("--dataset-path " + TRACE);
    golden
        .path("args")
        .properties()
        .forEach(
            each -> {
              String name = each.getKey().replace('_', '-');
              if (!name.startsWith("dataset") || name.equals("dataset-args")) {
                boolean flag = each.getValue().isBoolean();
                String value =
                    each.getValue().isValueNode()
                        ? each.getValue().asText()
                        : each.getValue().toString();
                line.append(flag ? "" : " --" + name + " '" + value + "'");
              }
            });
    return line.toString();
  }

  private static BenchOptions options(String arguments) {
    return new OptionsReader()
        .read(
            new Sources(
                "evalscope perf --model M --dataset workload_trace --open-loop " + arguments,
                Map.of("llm.compat", "evalscope-1.14")));
  }
}
