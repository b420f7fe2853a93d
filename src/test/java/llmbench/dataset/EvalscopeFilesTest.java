package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of evalscope's datasets that aren't what they should be: one message each. */
class EvalscopeFilesTest {

  @TempDir Path folder;

  /** What stands in the file, its name, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "longalpaca | f.json | [{\"instruction\": \"a\"}, {\"x\": 1}] | , item 2: has no text",
        "longalpaca | f.json | [{\"instruction\": \"a\"}, {x}] | , line 1, byte 25 of it: stops",
        "longalpaca | f.json | [{\"instruction\": \"a\"}, 5] | , item 2: has no text",
        "longalpaca | f.json | [{\"instruction\": \"a\"}] [1] | : goes on behind its JSON list",
        "longalpaca | f.json | {\"a\": 1} | : isn't a JSON list; give the path of a JSON",
        "longalpaca | f.json | [] | : no prompt has 0 to 131072 characters; widen --min-prompt",
        "longalpaca | f.json | hello | , line 1, byte 1 of it: stops being JSON there",
        "share_gpt_en | f.jsonl | {\"conversation\": 5} | line 1: its \"conversation\" is not",
        "share_gpt_en | f.jsonl | {\"conversation\": [1]} | , line 1: a turn of its",
        "share_gpt_en | f.jsonl | {\"conversation\": [{\"human\": 1}]} | line 1: a \"human\" of",
        "share_gpt_zh | f.jsonl | [1] | , line 1: it is JSON, but a list; expected a JSON object",
        "share_gpt_zh | f.jsonl | {\"conversation\": []} | : no prompt has 0 to 131072 characters",
        "embedding | f.json | [{\"text\": 5}] | , item 1: its \"text\" is not a text",
        "embedding | f.jsonl | {\"text\": [1]} | , line 1: its \"text\" is not a text",
        "embedding | f.jsonl | [1] | : no prompt has 0 to 131072 characters",
        "embedding | f.csv | a | : its name doesn't say what it is; give a .txt file",
        "rerank | f.json | [{\"query\": \"\", \"documents\": [1]}] | : has no query with documents",
        "rerank | f.csv | a | : its name doesn't say what it is; give a .json list",
        "rerank | f.json | {} | : isn't a JSON list"
      })
  void whatAFileHoldsIsNamed(String dataset, String name, String text, String message)
      throws IOException {
    refuses(dataset, Files.writeString(folder.resolve(name), text), message);
  }

  @ParameterizedTest
  @CsvSource({
    "longalpaca, f.json",
    "share_gpt_en, f.jsonl",
    "custom, f.txt",
    "embedding, f.txt",
    "embedding, f.json",
    "rerank, f.jsonl",
    "rerank, f.json"
  })
  void aFileThatIsMissingEmptyAFolderOrNotUtf8IsNamed(String dataset, String name)
      throws IOException {
    Path file = folder.resolve(name);
    refuses(dataset, file, ": no such file");
    Files.write(file, "[\"caf\u00e9\"]".getBytes(StandardCharsets.ISO_8859_1));
    refuses(dataset, file, "isn't UTF-8");
    Files.write(file, "[\"caf\u00e9\"]".getBytes(StandardCharsets.UTF_16));
    refuses(dataset, file, ": is in UTF-16; expected ");
    Files.writeString(file, "");
    boolean said = name.endsWith(".json") || dataset.equals("custom") || dataset.contains("gpt");
    refuses(dataset, file, said ? ": is empty" : ": ");
    Files.delete(file);
    Files.createDirectory(file);
    if (!dataset.contains("gpt")) {
      refuses(dataset, file, ": is a folder");
    }
  }

  @Test
  void linesThatAreNoJsonAreLeftOutWhereTheToolLeavesThemOut() throws IOException {
    Path file = Files.writeString(folder.resolve("f.jsonl"), "\"a\"\n\nno\nnor this\n\"b\"\n");
    MadePrompts made = made("--dataset embedding --number 2 --dataset-path " + file);
    assertThat(made.measured()).extracting(Prompt::text).containsExactly("a", "b");
    assertThat(made.notes())
        .containsExactly(
            "--dataset-path: "
                + file
                + ", line 3: isn't JSON; such lines are left out, as in evalscope.");
  }

  @Test
  void aLineBehindThoseThatAreWantedIsNotRead() throws IOException {
    Path list = Files.writeString(folder.resolve("f.json"), "[{\"instruction\": \" a \"}, {broken");
    assertThat(made("--dataset longalpaca --number 1 --dataset-path " + list).measured())
        .extracting(Prompt::text)
        .containsExactly("a");
  }

  /** A text that the tool sends as a prompt is one whatever the URL is. */
  @Test
  void onlyAChatTellsPlainPromptsFromTexts() throws IOException {
    Path file = Files.writeString(folder.resolve("f.txt"), "a");
    String line = "--dataset embedding --number 1 --dataset-path " + file + " --url http://h/v1";
    assertThat(made(line + "/chat/completions").measured())
        .extracting(Prompt::form)
        .containsExactly(Form.PLAIN);
    assertThat(made(line + "/completions").measured())
        .extracting(Prompt::form)
        .containsExactly(Form.TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"target_input_len\":1.5} | \"target_input_len\": expected a whole number above 0",
        "{\"target_input_len\":5,\"input_len_mode\":\"cut\"} | expected \"cap\" or \"drop\"",
        "{\"target_input_len\":5,\"prefix_role\":null} | expected \"system\" or \"user\"",
        "{\"target_input_len\":5,\"prefix_file\":\"\"} | \"prefix_file\": expected a text",
        "{\"target_len\":5} | has \"target_len\"; --dataset custom knows none at all"
      })
  void argumentsThatADatasetDoesntTakeAreProblemsOfTheOptions(String args, String message) {
    String dataset = args.contains("target_len") ? "custom" : "longalpaca";
    assertThatThrownBy(
            () ->
                made(
                    "--dataset "
                        + dataset
                        + " --tokenizer-path bundled --dataset-path x --dataset-args '"
                        + args
                        + "'"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPrefixThatCantBeReadIsNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "");
    for (Path prefix : List.of(folder, folder.resolve("none"), empty)) {
      String args = "{\"target_input_len\":5,\"prefix_file\":\"" + prefix + "\"}";
      assertThatThrownBy(
              () ->
                  made(
                      "--dataset longalpaca --tokenizer-path bundled --dataset-path x"
                          + " --dataset-args '"
                          + args
                          + "'"))
          .isInstanceOf(DatasetException.class)
          .hasMessageMatching(
              "--dataset-args: prefix_file .*: (is a folder|no such file|is empty); give the path"
                  + " of a text file with the text that goes before prompts.");
    }
  }

  private void refuses(String dataset, Path file, String message) {
    assertThatThrownBy(() -> made("--dataset " + dataset + " --number 9 --dataset-path " + file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--dataset-path: " + file)
        .hasMessageContaining(message);
  }

  private static MadePrompts made(String arguments) {
    String line = "evalscope perf --model m " + arguments;
    return MadePrompts.of(
        new OptionsReader().read(new Sources(line, Map.of("llm.compat", "evalscope-1.14"))));
  }
}
