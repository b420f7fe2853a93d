package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of vLLM bench's datasets: good ones of any shape, and what is said of bad ones. */
class VllmFilesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");

  private static final String TRACE = "--backend openai --endpoint /v1/completions ";

  /** Each dataset that is a file, with its name and what else a command line needs. */
  private static final Map<String, String> FILES =
      Map.of(
          "custom", "f.jsonl --skip-chat-template",
          "sharegpt", "f.json",
          "burstgpt", "f.csv",
          "timed_trace", "f.jsonl " + TRACE,
          "spec_bench", "f.jsonl",
          "sonnet", "f.txt");

  @TempDir Path folder;

  static Stream<String> names() {
    return FILES.keySet().stream().sorted();
  }

  /** datasets.json: the dataset classes themselves, of 0.11.0 and 0.32.0. */
  @ParameterizedTest
  @CsvSource({
    "VLLM_0_32, sharegpt_seed0_n10_outNone, --seed 0 --num-prompts 10",
    "VLLM_0_32, sharegpt_seed7_n60_out32, --seed 7 --num-prompts 60 --sharegpt-output-len 32",
    "VLLM_0_11, sharegpt_seed0_n10_outNone, --seed 0 --num-prompts 10",
    "VLLM_0_11, sharegpt_seed7_n60_out32, --seed 7 --num-prompts 60 --sharegpt-output-len 32",
    "VLLM_0_11, custom_seed0_n5_out-1_skiptemplateFalse, --num-prompts 5 --custom-output-len -1",
    "VLLM_0_32, prefix_repetition_seed0_n8_prefix16_suffix8_prefixes2_out10,"
        + "--seed 0 --num-prompts 8 --prefix-repetition-prefix-len 16"
        + " --prefix-repetition-suffix-len 8 --prefix-repetition-num-prefixes 2"
        + " --prefix-repetition-output-len 10",
    "VLLM_0_11, prefix_repetition_seed5_n9_prefix32_suffix32_prefixes3_out128,"
        + "--seed 5 --num-prompts 9 --prefix-repetition-prefix-len 32"
        + " --prefix-repetition-suffix-len 32 --prefix-repetition-num-prefixes 3"
  })
  void theOlderGoldensAreTheSame(ToolVersion version, String name, String arguments)
      throws IOException {
    String dataset = name.replaceFirst("_seed.*", "");
    boolean lines = dataset.equals("custom");
    Path file = GOLDEN.resolve("data").resolve(lines ? "custom.jsonl" : "sharegpt.json");
    String path = dataset.startsWith("prefix") ? "" : "--dataset-path " + file + " ";
    JsonNode wanted =
        new ObjectMapper()
            .readTree(GOLDEN.resolve("datasets.json").toFile())
            .path("vllm_" + version.number() + ".0")
            .path(name);
    List<Prompt> made = prompts(version, "--dataset-name " + dataset + " " + path + arguments);
    assertThat(made).hasSameSizeAs(wanted).isNotEmpty();
    for (int i = 0; i < made.size(); i++) {
      JsonNode request = wanted.path(i);
      assertThat(made.get(i).text()).isEqualTo(request.path("prompt").asText());
      assertThat(made.get(i).tokens()).isEqualTo(request.path("prompt_len").asInt());
      assertThat(made.get(i).maxTokens()).isEqualTo(request.path("expected_output_len").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileThatIsNotThereIsSaid(String name) {
    refused(name, FILES.getOrDefault(name, ""), "no such file; give the path of a text file with");
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFolderInPlaceOfAFileIsSaid(String name) throws IOException {
    Files.createDirectory(folder.resolve(FILES.getOrDefault(name, "").split(" ", -1)[0]));
    refused(name, FILES.getOrDefault(name, ""), "is a folder; give the path of a text file with");
  }

  @ParameterizedTest
  @MethodSource("names")
  void anEmptyFileIsSaid(String name) throws IOException {
    write(name, "");
    refused(name, FILES.getOrDefault(name, ""), "is empty; give the path of a text file with");
  }

  @ParameterizedTest
  @MethodSource("names")
  void anotherEncodingIsSaid(String name) throws IOException {
    byte[] bytes = good(name).replace("a", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve(FILES.getOrDefault(name, "").split(" ", -1)[0]), bytes);
    refused(name, FILES.getOrDefault(name, ""), "isn't UTF-8; expected");
  }

  @ParameterizedTest
  @MethodSource("names")
  void utf16IsSaidForWhatItIs(String name) throws IOException {
    Path file = folder.resolve(FILES.getOrDefault(name, "").split(" ", -1)[0]);
    for (String marked : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      Files.write(file, good(name).getBytes(Charset.forName(marked)));
      refused(name, FILES.getOrDefault(name, ""), ": is in UTF-16; expected ");
      refused(name, FILES.getOrDefault(name, ""), "with iconv -f UTF-16 -t UTF-8.");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void windowsLineEndsChangeNothing(String name) throws IOException {
    ToolVersion version = version(name);
    write(name, good(name));
    List<Prompt> plain = prompts(version, line(name, FILES.getOrDefault(name, "")));
    write(name, good(name).replace("\n", "\r\n"));
    assertThat(prompts(version, line(name, FILES.getOrDefault(name, "")))).isEqualTo(plain);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("custom", "{\"prompt\": \"a\"}\n\n{\"a\": 1\n", "line 3: it stops being JSON"),
        wrong("custom", "{\"prompt\": \"a\"}\n[1]\n", "line 2: it is JSON, but a list; expected"),
        wrong("custom", "{\"question\": \"a\"}\n", "no line has a \"prompt\"; give"),
        wrong("custom", "{\"prompt\": \"a\"}\n{\"x\": 1}\n", "line 2: it has no \"prompt\""),
        wrong("custom", "{\"prompt\": \"a\"}\n{\"prompt\": 7}\n", "line 2: its \"prompt\" is not"),
        wrong("custom", "{\"prompt\": \"1e3\"}\n{\"prompt\": \"7\"}\n", "every \"prompt\" is a"),
        wrong("sharegpt", "{\"a\": 1}", "isn't a JSON list; give"),
        wrong("sharegpt", "[{\"conversations\": []}]", "no conversation has two turns; give"),
        wrong(
            "sharegpt",
            "[\n" + turns("x ".repeat(9)) + ",\n{\"conversations\": [{}, {}]}]",
            "line 3: a turn of this conversation has no text"),
        wrong("sharegpt", "[" + turns("x") + "]", "no conversation has 4 to 1024 tokens in its"),
        wrong("sharegpt", "[" + turns("x") + ",\n?]", "line 2, byte 1 of it: stops being JSON"),
        wrong("sharegpt", "[" + turns("x") + "]\n7", "goes on behind its JSON list"),
        wrong(
            "sharegpt",
            "[" + turns("x ".repeat(9)).replace("{\"conv", "{\"image\": [1], \"conv") + "]",
            "its \"image\" is no URL or path"),
        wrong("burstgpt", "a,b,c,d\n1,2,3,4\n", "has other columns; give"),
        wrong("burstgpt", HEAD + "1,GPT-4,7,0\n", "no row of GPT-4 has any \"Response tokens\""),
        wrong("burstgpt", HEAD + "1,GPT-4,7,3\n1,GPT-4,x,3\n", "row 2 behind the head: its tokens"),
        wrong("timed_trace", row(1) + "\n\n" + row(2), "line 2: it is empty; expected"),
        wrong("timed_trace", row(1).replace("output", "o"), "1: it has no \"output_length\""),
        wrong("timed_trace", row(1).replace("[1]", "1"), "line 1: its \"hash_ids\" is not a list"),
        wrong("timed_trace", row(1).replace("9", "\"9\""), "its \"output_length\" is not a number"),
        wrong("spec_bench", "{\"prompt\": \"a\"}\n", "no line has \"turns\"; give"),
        wrong("spec_bench", "{\"turns\": []}\n", "line 1: its \"turns\" has no text first"));
  }

  private static Arguments wrong(String name, String content, String message) {
    return Arguments.of(name, content, message);
  }

  private static final String HEAD = "Timestamp,Model,Request tokens,Response tokens\n";

  private static String turns(String text) {
    return "{\"conversations\": [{\"value\": \"" + text + "\"}, {\"value\": \"" + text + "\"}]}";
  }

  private static String row(int hash) {
    return "{\"timestamp\": 1, \"input_length\": 20, \"output_length\": 9, \"hash_ids\": [%d]}"
        .formatted(hash);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongFileIsSaidWithItsPlace(String name, String content, String message)
      throws IOException {
    write(name, content);
    refused(name, FILES.getOrDefault(name, "") + " --no-oversample", message);
  }

  @Test
  void whatIsNotReachedIsNotLookedAt() throws IOException {
    write("custom", "{\"prompt\": \"a\"}\n{\"prompt\": 7}\n");
    assertThat(prompts(ToolVersion.VLLM_0_33, line("custom", "f.jsonl --disable-shuffle", 1)))
        .hasSize(1);
    write("timed_trace", row(1) + "\n?\n");
    assertThat(prompts(ToolVersion.VLLM_0_33, line("timed_trace", "f.jsonl " + TRACE, 1)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--dataset-name", "--dataset-path"})
  void eachNeedsAFileAndRandomOnesHaveNone(String about) {
    boolean needs = about.equals("--dataset-name");
    String line = needs ? "--dataset-name custom" : "--dataset-name random --dataset-path f";
    assertThatThrownBy(() -> prompts(ToolVersion.VLLM_0_33, line))
        .hasMessageContaining(about + (needs ? " custom" : " f"))
        .hasMessageContaining(needs ? "needs --dataset-path" : "the dataset random has no file");
  }

  /** Expected: {@code int()} of the first row of {@code read_json} of pandas 3.1.1; -1 an error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | \"abc\" | 1",
        "true | 5 | 1",
        "\"12\" | null | 12",
        "\"1_0\" | \"3\" | 10",
        "\" 12 \" | \"x\" | 12",
        "\"0x1A\" | \"5\" | -1",
        "\"1e400\" | \"5\" | -1",
        "\"nan\" | \"12\" | -1",
        "5.9 | \"17\" | 5",
        "12.0 | 3 | 12",
        "[1] | 3 | -1",
        "\"\" | 5 | -1",
        "null | 5 | -1"
      })
  void aRowsOutputTokensArePandas(String first, String second, int expected) throws IOException {
    String row = "{\"prompt\": \"a\", \"output_tokens\": %s}\n";
    write("custom", row.formatted(first) + row.formatted(second));
    String more = "f.jsonl --skip-chat-template --disable-shuffle --custom-output-len -1";
    if (expected < 0) {
      refused("custom", more, "line 1: its \"output_tokens\" is not a number of tokens");
      return;
    }
    assertThat(prompts(ToolVersion.VLLM_0_33, line("custom", more, 1)))
        .extracting(Prompt::maxTokens)
        .containsExactly(expected);
  }

  /** pandas 3.1.1: a column of numbers and texts that are numbers is one of numbers. */
  @Test
  void outputTokensAreWhatPandasMakesOfTheirColumn() throws IOException {
    String rows =
        "{\"prompt\": \"a\", \"output_tokens\": %s}\n{\"prompt\": \"b\", \"output_tokens\": %s}\n";
    String more = "f.jsonl --skip-chat-template --disable-shuffle --custom-output-len -1";
    write("custom", rows.formatted("\"17.5\"", "5.9"));
    assertThat(prompts(ToolVersion.VLLM_0_33, line("custom", more, 2)))
        .extracting(Prompt::maxTokens)
        .containsExactly(17, 5);
    write("custom", rows.formatted("\" 1_7 \"", "\"x\""));
    assertThat(prompts(ToolVersion.VLLM_0_33, line("custom", more, 1)))
        .extracting(Prompt::maxTokens)
        .containsExactly(17);
    write("custom", rows.formatted("\"17.5\"", "\"x\""));
    refused("custom", more, "line 1: its \"output_tokens\" is not a number of tokens");
    write("custom", rows.formatted("true", "NaN"));
    refused("custom", more, "line 2: its \"output_tokens\" is not a number of tokens");
  }

  @Test
  void rowsAreReadWhereTheyAreInAnyOrder() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      lines.append(i % 7 == 0 ? "\n" : "").append("{\"prompt\": \"é%d x\"}\n".formatted(i));
    }
    write("custom", lines.toString());
    List<String> texts =
        prompts(ToolVersion.VLLM_0_33, line("custom", "f.jsonl --skip-chat-template", 3000))
            .stream()
            .map(Prompt::text)
            .toList();
    assertThat(texts)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 3000).mapToObj("é%d x"::formatted).toList());
    assertThat(texts.get(0)).isNotEqualTo("é0 x");
  }

  private static String good(String name) {
    return switch (name) {
      case "custom" -> "{\"prompt\": \"a b\"}\n{\"prompt\": \"c a\"}\n";
      case "sharegpt" ->
          "[\n" + turns("a x ".repeat(9)) + ",\n" + turns("a y ".repeat(9)) + "\n]\n";
      case "burstgpt" -> HEAD + "1,GPT-4,7,3\n1,GPT-4,5,3\n1,Llama,5,3\n";
      case "timed_trace" -> row(1) + "\n" + row(2) + "\n";
      case "spec_bench" -> "{\"turns\": [\"a\"]}\n{\"turns\": [\"b a\"]}\n";
      default -> "a line\nand another\n";
    };
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(FILES.getOrDefault(name, "").split(" ", -1)[0]), content);
  }

  private void refused(String name, String more, String message) {
    assertThatThrownBy(() -> prompts(version(name), line(name, more)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("--dataset-path: " + folder);
  }

  private static ToolVersion version(String name) {
    return name.equals("sonnet") ? ToolVersion.VLLM_0_11 : ToolVersion.VLLM_0_33;
  }

  private String line(String name, String more) {
    return line(name, more, 2);
  }

  private String line(String name, String more, int prompts) {
    return "--dataset-name %s --num-prompts %d --dataset-path %s/%s"
        .formatted(name, prompts, folder, more);
  }

  private static List<Prompt> prompts(ToolVersion version, String arguments) {
    BenchOptions options =
        new OptionsReader()
            .read(
                new Sources(
                    "vllm bench serve --model m " + arguments,
                    Map.of("llm.compat", version.label())));
    return new ArrayList<>(MadePrompts.of(options).measured());
  }
}
