package llmbench.reporting;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Run directories in which something is not as a run leaves it: each gets a sentence. */
class DamagedFilesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/compare/run");

  /** It hangs for ever, or not at all. */
  private static final Duration WATCHED = Duration.ofSeconds(60);

  @TempDir private Path scratch;
  private Path run = Path.of("");
  private Path bait = Path.of("");

  /** What a report printed, and its exit status. */
  private record Printed(int status, String out, String err) {}

  @BeforeEach
  void copy() throws IOException {
    run = Files.createDirectory(scratch.resolve("run"));
    for (String file : List.of("requests.jsonl", "run.json")) {
      Files.copy(GOLDEN.resolve(file), run.resolve(file));
    }
    bait = Files.writeString(scratch.resolve("bait"), "not to be touched");
  }

  @ParameterizedTest
  @CsvSource({
    "sent_ns, -9223372036854775808",
    "end_ns, 9223372036854775807",
    "end_ns, 9223372036854775808",
    "prompt_tokens, -1",
    "index, 99999999999",
  })
  void aNumberThatNoRunHasIsAnUnreadableLine(String key, String number) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(run.resolve("requests.jsonl")));
    lines.set(3, lines.get(3).replaceFirst("\"" + key + "\":-?\\d+", "\"" + key + "\":" + number));
    Files.write(run.resolve("requests.jsonl"), lines);
    Printed printed = report(run.toString());
    assertThat(printed.out())
        .contains("Doubt: requests.jsonl is not whole: 1 unreadable line: 4. ")
        .containsPattern("Successful requests: +23\\b");
    assertThat(printed.status()).isZero();
  }

  @Test
  void aDirectoryThatIsNamedTwiceOrCopiedIsNoOtherRun() throws IOException {
    Path copy = Files.createDirectory(scratch.resolve("copy"));
    for (String file : List.of("requests.jsonl", "run.json")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    for (Path other : List.of(run, copy)) {
      assertThat(report(run.toString(), other.toString()).out())
          .contains(
              "Doubt: 24 requests of " + run + " are in " + other + ", too. The figures count");
    }
    Path facts = copy.resolve("run.json");
    Files.writeString(facts, Files.readString(facts).replace("1795539281329", "1795539281330"));
    assertThat(report(run.toString(), copy.toString()).out()).doesNotContain(", too. The figures");
  }

  @Test
  void halfACharacterInANameIsWrittenAsTheReplacementCharacter() throws IOException {
    Path file = run.resolve("requests.jsonl");
    String name = "\"name\":\"openai-chat\"";
    Files.writeString(file, Files.readString(file).replace(name, "\"name\":\"a\\ud800b\""));
    Path facts = run.resolve("run.json");
    Files.writeString(
        facts, Files.readString(facts).replace("\"model\" : \"", "\"model\" : \"\\udc00"));
    Printed printed = report(run.toString());
    assertThat(printed.err()).isEmpty();
    assertThat(printed.status()).isZero();
    assertThat(run.resolve("requests.csv")).content().contains(",a\uFFFDb,");
    assertThat(run.resolve("metrics.prom")).content().contains("model=\"\uFFFDQwen");
    assertThat(new ObjectMapper().readTree(run.resolve("vllm.json").toFile()).get("model_id"))
        .hasToString("\"\udc00Qwen2.5-0.5B-Instruct\"");
  }

  @Test
  void aFolderWhereAFileIsToBeWrittenIsNamedInASentence() throws IOException {
    Files.createDirectory(run.resolve("llm.html"));
    Printed printed = report(run.toString());
    assertThat(printed.err())
        .isEqualTo(run.resolve("llm.html") + " can't be written: it is a folder.\n");
    assertThat(printed.status()).isEqualTo(2);
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    int status = FinishedRun.report(run, new PrintStream(console, true, StandardCharsets.UTF_8));
    assertThat(console.toString(StandardCharsets.UTF_8))
        .contains("could be written (" + run.resolve("llm.html") + ": it is a folder). When");
    assertThat(status).isEqualTo(2);
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
    for (String name : List.of("vllm.txt.part", "llm.html.part", "vllm.json", "llm.html")) {
      Files.createSymbolicLink(run.resolve(name), bait);
    }
    Files.createSymbolicLink(run.resolve("page.html.part"), bait);
    assertThat(report(run.toString()).status()).isZero();
    assertThat(report("compare", "--html", run.resolve("page.html").toString(), run + "").status())
        .isZero();
    assertThat(bait).hasContent("not to be touched");
    assertThat(Files.isRegularFile(run.resolve("llm.html"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    Files.copy(
        requireNonNull(DamagedFilesTest.class.getResourceAsStream("/runlog/every-record.log")),
        run.resolve("simulation.log"));
    Files.createSymbolicLink(run.resolve("js"), elsewhere);
    Printed printed = report(run.toString());
    assertThat(printed.err())
        .isEqualTo(
            run.resolve("js")
                + " can't be written: it is a link and no folder, and nothing is written through"
                + " it.\n");
    assertThat(printed.status()).isEqualTo(2);
    assertThat(elsewhere).isEmptyDirectory();
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".llm-bench"));
    }
  }

  @Test
  void aPipeIsRefusedByItsNameAndHoldsNobodyUp() throws IOException, InterruptedException {
    Path pipe = scratch.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    for (String name : List.of("requests.jsonl", "run.json", "simulation.log", "plan.json")) {
      Path place = run.resolve(name);
      byte[] before = Files.exists(place) ? Files.readAllBytes(place) : new byte[0];
      Files.deleteIfExists(place);
      Files.createLink(place, pipe);
      String said = place + " can't be read: it is a named pipe, no plain file.";
      Printed printed = assertTimeoutPreemptively(WATCHED, () -> report(run.toString()));
      assertThat(printed.out() + printed.err()).as(name).contains(said.replaceFirst("[.]$", ""));
      boolean fatal = List.of("requests.jsonl", "plan.json").contains(name);
      assertThat(printed.status()).as(name).isEqualTo(fatal ? 2 : 0);
      Files.delete(place);
      if (before.length > 0) {
        Files.write(place, before);
      }
    }
    Path result = Files.createLink(scratch.resolve("result.json"), pipe);
    Files.delete(run.resolve("summary.md"));
    Path written = Files.createLink(run.resolve("summary.md"), pipe);
    List.of(
            assertTimeoutPreemptively(WATCHED, () -> report(result.toString())),
            assertTimeoutPreemptively(WATCHED, () -> report("compare", result + "", run + "")))
        .forEach(
            printed ->
                assertThat(printed.err())
                    .startsWith(result + " can't be read: it is a named pipe, no plain file."));
    assertThat(assertTimeoutPreemptively(WATCHED, () -> report(run.toString())).err())
        .isEqualTo(written + " can't be written: it is a named pipe.\n");
  }

  @Test
  void aLinkToAPlainFileIsReadAndOneThatLeadsNowhereIsNoMissingFile() throws IOException {
    Path real = Files.move(run.resolve("requests.jsonl"), scratch.resolve("real.jsonl"));
    Path link = Files.createSymbolicLink(run.resolve("requests.jsonl"), real);
    assertThat(report(run.toString()).status()).isZero();
    Files.delete(real);
    assertThat(report(run.toString()).err())
        .isEqualTo(link + " can't be read: it is a link that leads nowhere.\n");
  }

  @Test
  void whatNobodyHasThoughtOfIsASentenceAndATraceOnlyForWhoAsks() {
    PrintStream broken =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            throw new IllegalStateException("nobody has thought of this");
          }
        };
    for (String first : List.of("report", "compare")) {
      String[] args =
          first.equals("report")
              ? new String[] {run.toString()}
              : new String[] {first, run.toString()};
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
      assertThat(Report.run(args, broken, said)).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("That is a defect of LLM Bench: please report it")
          .contains(run.toString())
          .doesNotContain("Exception", "\tat ");
      err.reset();
      System.setProperty("llmbench.trace", "true");
      try {
        Report.run(args, broken, said);
      } finally {
        System.clearProperty("llmbench.trace");
      }
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("nobody has thought", "\tat ");
    }
  }

  @Test
  void aMessageIsNoLongerThanAScreenWhateverItNames() throws IOException {
    Path facts = run.resolve("run.json");
    String many = "7".repeat(300_000);
    Files.writeString(
        facts,
        Files.readString(facts).replace("\"num-prompts\" : \"24", "\"num-prompts\" : \"" + many));
    Printed printed = report(run.toString());
    assertThat(printed.status()).isEqualTo(2);
    assertThat(printed.err()).contains("num-prompts").endsWith("7…\n").hasSizeLessThan(2_100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../run", "a/b", "", "."})
  void aLevelOfAPlanLiesRightBelowIt(String name) throws IOException {
    Files.writeString(
        run.resolve("plan.json"),
        "{\"schema\":1,\"plan\":\"consistency\",\"levels\":[{\"name\":\"%s\",\"settings\":{}}]}"
            .formatted(name));
    assertThat(report(run.toString()).out())
        .contains("plan.json is broken: '" + name + "' is no name of a directory beside it.");
  }

  private static Printed report(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Report.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Printed(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
