package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.testing.EvalscopeAsked;
import llmbench.dataset.testing.EvalscopeAsked.Asked;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.TextFileOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextFileTest {

  private static final Range ALL = new Range(0, 131_072);

  private static final String OPENQA = "openqa";
  private static final String LINE_BY_LINE = "line_by_line";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"EVALSCOPE_1_1", "EVALSCOPE_1_14"})
  void questionsAreStrippedAndBeginAnewBehindTheLast(ToolVersion compat) throws IOException {
    Path file =
        write("{\"question\": \"\\u00a0 Why? \\u0085\"}\n\n{\"question\":\"什么\",\"x\":1}\n");
    MadePrompts prompts = build(compat, asked(OPENQA, file, ALL, 5));
    assertThat(prompts.measured())
        .extracting(Prompt::index, Prompt::text, Prompt::tokens)
        .containsExactly(
            tuple(0, "Why?", 31),
            tuple(1, "什么", 30),
            tuple(2, "Why?", 31),
            tuple(3, "什么", 30),
            tuple(4, "Why?", 31));
    assertThat(prompts.notes())
        .containsExactly(
            "The dataset has 2 prompts for 5 requests: after the last one it begins again with"
                + " the first.");
  }

  @Test
  void aFolderHasTheOpenqaFileInIt() throws IOException {
    Files.writeString(folder.resolve("open_qa.jsonl"), "{\"question\": \"Why?\"}");
    assertThat(build(ToolVersion.EVALSCOPE_1_14, asked(OPENQA, folder, ALL, 1)).measured())
        .extracting(Prompt::text)
        .containsExactly("Why?");
  }

  @Test
  void linesEndAsPythonsDoAndOnlyTheNewerVersionKnowsJsonAndLeavesOutEmptyOnes()
      throws IOException {
    Path file =
        write(
            " a b \r\n\r\n{\"prompt\": \"p q\", \"max_tokens\": 5}\r"
                + "[{\"role\": \"user\", \"content\": \"é\"}]\n\"quoted\"");
    assertThat(build(ToolVersion.EVALSCOPE_1_14, lines(file, ALL, 4)).measured())
        .extracting(Prompt::text, Prompt::form, Prompt::tokens, Prompt::maxTokens)
        .containsExactly(
            tuple("a b", Form.TEXT, 31, 9),
            tuple("{\"prompt\": \"p q\", \"max_tokens\": 5}", Form.BODY, 2, 5),
            tuple("[{\"role\": \"user\", \"content\": \"\\u00e9\"}]", Form.MESSAGES, 30, 9),
            tuple("quoted", Form.TEXT, 30, 9));
    assertThat(build(ToolVersion.EVALSCOPE_1_1, lines(file, ALL, 5)).measured())
        .extracting(Prompt::text, Prompt::form)
        .containsExactly(
            tuple("a b", Form.TEXT),
            tuple("", Form.TEXT),
            tuple("{\"prompt\": \"p q\", \"max_tokens\": 5}", Form.TEXT),
            tuple("[{\"role\": \"user\", \"content\": \"é\"}]", Form.TEXT),
            tuple("\"quoted\"", Form.TEXT));
  }

  /** "Hello world" and so on: 1, 2 and 3 tokens; with the chat template 29 more. */
  @Test
  void lengthsAreLimitedByTheVersionsOwnCount() throws IOException {
    Path file = write("Hello\nHello world\nHello world again\n\ud83d\ude42\ud83d\ude42\n");
    assertThat(texts(ToolVersion.EVALSCOPE_1_1, lines(file, new Range(2, 2), 1)))
        .containsExactly("Hello world");
    assertThat(texts(ToolVersion.EVALSCOPE_1_14, lines(file, new Range(31, 31), 1)))
        .containsExactly("Hello world");
    Asked plain =
        EvalscopeAsked.of(new TextFileOptions(LINE_BY_LINE, file.toString(), new Range(3, 3)), 1)
            .chatTemplate(false);
    assertThat(texts(ToolVersion.EVALSCOPE_1_14, plain)).containsExactly("Hello world again");
    Asked characters =
        EvalscopeAsked.of(new TextFileOptions(LINE_BY_LINE, file.toString(), new Range(2, 2)), 1)
            .countsTokens(false);
    assertThat(texts(ToolVersion.EVALSCOPE_1_14, characters))
        .containsExactly("\ud83d\ude42\ud83d\ude42");
  }

  @Test
  void tokenIdsTakeThePlaceOfTextsAndMessagesButNotOfBodies() throws IOException {
    Path file = write("Hi\n[{\"role\": \"user\", \"content\": \"Hi\"}]\n{\"prompt\": [1, 2, 3]}\n");
    Asked asked =
        EvalscopeAsked.of(new TextFileOptions(LINE_BY_LINE, file.toString(), ALL), 3)
            .tokenizePrompt(true);
    List<Prompt> prompts = build(ToolVersion.EVALSCOPE_1_14, asked).measured();
    assertThat(prompts)
        .extracting(Prompt::form, Prompt::tokens)
        .containsExactly(tuple(Form.TOKEN_IDS, 30), tuple(Form.TOKEN_IDS, 30), tuple(Form.BODY, 3));
    assertThat(prompts.get(0).text())
        .isEqualTo(prompts.get(1).text())
        .startsWith("[151644, 8948, 198,")
        .endsWith(", 198]");
    assertThat(build(ToolVersion.EVALSCOPE_1_14, asked.chatTemplate(false)).measured().get(0))
        .extracting(Prompt::text)
        .isEqualTo("[13048]");
  }

  @Test
  void everythingWrongWithAFileNamesItAndSaysWhatWasExpected() throws IOException {
    String prompts = "give the path of a text file with a prompt on each line.";
    refuses(folder.resolve("none"), "FILE: no such file; " + prompts);
    refuses(folder, "FILE: is a folder; " + prompts);
    refuses(write(""), "FILE: is empty; " + prompts);
    refuses(write(" \n\n"), "FILE: is empty; " + prompts);
    Path file = write("Hello world again and again\n");
    assertThatThrownBy(() -> build(ToolVersion.EVALSCOPE_1_14, lines(file, new Range(3, 4), 1)))
        .hasMessage(
            "--dataset-path: "
                + file
                + ": no prompt has 3 to 4 tokens; widen --min-prompt-length and"
                + " --max-prompt-length, or take another file.");
  }

  @Test
  void everythingWrongWithALineNamesItToo() throws IOException {
    String json =
        ": is JSON, which evalscope 1.14 would send as it is, but neither a list of messages nor a"
            + " request's body; quote it to make it a text.";
    refuses(write("ok\n42\n"), "FILE, line 2" + json);
    refuses(write("[1, 2]"), "FILE, line 1" + json);
    Files.write(folder.resolve("lines.txt"), "ok\ncaf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    refuses(
        folder.resolve("lines.txt"),
        "FILE, line 2: isn't UTF-8; expected a prompt on each line, in UTF-8. Convert the file;"
            + " if it is in Latin-1, with iconv -f LATIN1 -t UTF-8.");
    Path unread = write("ok\n\n42\n");
    assertThat(texts(ToolVersion.EVALSCOPE_1_14, lines(unread, ALL, 1))).containsExactly("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"query\": \"b\"} | it has no \"question\"",
        "{\"question\": 5} | its \"question\" is not a text",
        "{\"question\": \"b\", x} | it stops being JSON at character 19",
        "{\"question\": hello} | it stops being JSON at character 14",
        "[nul, 1] | it stops being JSON at character 2",
        "{\"question\": \"b\" | it stops being JSON at character 17",
        "What is it? | it isn't JSON",
        "hello | it isn't JSON",
        "@file | it isn't JSON",
        "'hello' | it isn't JSON",
        "[\"b\"] | it is JSON, but a list"
      })
  void aLineThatAsksNoQuestionIsShownWhere(String line, String wrong) throws IOException {
    Path file = write("{\"question\": \"a\"}\n\n" + line + "\n");
    assertThatThrownBy(() -> build(ToolVersion.EVALSCOPE_1_14, asked(OPENQA, file, ALL, 9)))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "--dataset-path: "
                + file
                + ", line 3: "
                + wrong
                + "; expected a JSON object such as {\"question\": \"…\"}. Correct the line, or"
                + " read the file with --dataset line_by_line.");
  }

  @Test
  void aLineThatIsNestedTooDeeplyIsRefusedAsOne() throws IOException {
    Path file = write("{\"a\":".repeat(2000) + "1" + "}".repeat(2000));
    assertThatThrownBy(() -> build(ToolVersion.EVALSCOPE_1_14, asked(OPENQA, file, ALL, 9)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(
            "line 1: it is too long, or nested too deeply, to be read as JSON; expected");
  }

  private void refuses(Path file, String message) {
    assertThatThrownBy(() -> build(ToolVersion.EVALSCOPE_1_14, lines(file, ALL, 9)))
        .isInstanceOf(DatasetException.class)
        .hasMessage(message.replace("FILE", "--dataset-path: " + file));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("lines.txt"), text);
  }

  private static Asked lines(Path file, Range length, int number) {
    return asked(LINE_BY_LINE, file, length, number);
  }

  private static Asked asked(String name, Path file, Range length, int number) {
    return EvalscopeAsked.of(new TextFileOptions(name, file.toString(), length), number);
  }

  private static List<String> texts(ToolVersion compat, Asked asked) {
    return build(compat, asked).measured().stream().map(Prompt::text).toList();
  }

  private static MadePrompts build(ToolVersion compat, Asked asked) {
    return EvalscopeDatasetTest.build(compat, asked);
  }
}
