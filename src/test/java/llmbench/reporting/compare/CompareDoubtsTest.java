package llmbench.reporting.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.reporting.PageGoldenTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison of what is not whole says so: on the console, on the page, by its exit status. */
class CompareDoubtsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/compare");
  private static final Path WHOLE = GOLDEN.resolve("run");

  @TempDir private Path scratch;

  /** What a comparison printed, and its exit status. */
  private record Printed(int status, String out, String err) {}

  @Test
  void linesThatCanNotBeReadAreSaidEverywhere() throws IOException {
    Path run = copy();
    List<String> lines = lines(run);
    for (int i = 1; i < lines.size(); i += 2) {
      lines.set(i, lines.get(i).substring(7));
    }
    Files.write(run.resolve("requests.jsonl"), lines);
    Path page = scratch.resolve("page.html");
    Printed printed = compare("--html", page.toString(), run.toString(), WHOLE.toString());
    assertThat(printed.out())
        .contains(
            "Doubt: "
                + run
                + ": requests.jsonl is not whole: 12 unreadable lines: 2, 4, 6, 8, 10, 12, 14, 16,"
                + " 18, 20 and 2 others. What is whole is reported")
        .contains(
            "Other number of requests: A has 12, and 12 that can't be read or are missing, B 24.");
    assertThat(printed.err()).isEmpty();
    assertThat(printed.status()).isEqualTo(1);
    JsonNode doubts = PageGoldenTest.data(Files.readString(page)).at("/comparison/doubts");
    assertThat(doubts.findValuesAsText("name")).contains("truncated", "log-missing");
    assertThat(doubts.findValuesAsText("message").toString()).contains("12 unreadable lines: 2, 4");
  }

  @Test
  void whatElseEachRunIsDoubtedForIsCountedAndSaidOnTheConsoleAndOnThePage() throws IOException {
    Path page = scratch.resolve("page.html");
    Printed printed = compare("--html", page.toString(), WHOLE + "@true", copy().toString());
    assertThat(printed.out().lines().filter(line -> line.contains(" more about ")))
        .hasSize(2)
        .first()
        .asString()
        .matches("\\d+ doubts? more about " + WHOLE + ": .*")
        .contains("24 requests are too few for P99: 100 are needed, 299 for a certified one")
        .endsWith(". Its own report says what to do.");
    assertThat(printed.status()).isZero();
    JsonNode doubts = PageGoldenTest.data(Files.readString(page)).at("/comparison/doubts");
    assertThat(doubts.findValuesAsText("message").toString())
        .contains(WHOLE + ": 24 requests are too few for P99")
        .contains(scratch.resolve("run") + ": 24 requests are too few for P99");
  }

  @Test
  void linesThatAreMissingOrThereTwiceAreSaid() throws IOException {
    Path run = copy();
    List<String> lines = lines(run);
    Files.write(run.resolve("requests.jsonl"), lines.subList(0, 14));
    Printed missing = compare(run.toString(), WHOLE.toString());
    assertThat(missing.out()).contains("10 of the 24 requests that run.json counts are not in");
    assertThat(missing.status()).isEqualTo(1);
    lines.addAll(List.copyOf(lines));
    Files.write(run.resolve("requests.jsonl"), lines);
    Printed doubled = compare(run.toString(), WHOLE.toString());
    assertThat(doubled.out()).contains("24 of 48 requests in requests.jsonl have an index that");
    assertThat(doubled.status()).isEqualTo(1);
  }

  @Test
  void aRunThatIsWholeIsComparedAndItsOtherDoubtsAreSaidOnce() {
    Printed printed = compare(WHOLE + "@true", WHOLE + "@vllm-0.32");
    assertThat(printed.status()).isZero();
    assertThat(printed.out().lines().filter(line -> line.startsWith("Doubt: ")))
        .containsExactly(
            "Doubt: "
                + WHOLE
                + ": simulation.log is missing: nothing confirms the outcomes of the requests. Put"
                + " simulation.log back beside requests.jsonl, and report the run again.");
  }

  @Test
  void aResultThatCountsOthersThanItHasIsSaid() throws IOException {
    Path result = scratch.resolve("result.json");
    String text = Files.readString(GOLDEN.resolve("vllm-0.32.json"));
    Files.writeString(result, text.replace("\"completed\": 24", "\"completed\": 23"));
    Printed printed = compare(result.toString(), WHOLE.toString());
    assertThat(printed.out())
        .contains("result.json: the result disagrees with itself: it counts 24 requests, and 23");
    assertThat(printed.status()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatLacksRequestsIsSaid() throws IOException, SQLException {
    Path output = evalscope();
    sql(output, "DELETE FROM result WHERE rowid < 4");
    Printed printed = compare(output.toString(), GOLDEN.resolve("vllm-0.32.json").toString());
    assertThat(printed.out()).contains("its summary counts 8 requests, and its database has 5");
    assertThat(printed.status()).isEqualTo(1);
  }

  @Test
  void aDatabaseIsOnlyReadAlsoOneThatSaysItIsBeingChanged() throws IOException, SQLException {
    Path output = evalscope();
    sql(output, "PRAGMA journal_mode = WAL");
    Printed printed = compare(output.toString(), GOLDEN.resolve("vllm-0.32.json").toString());
    assertThat(printed.status()).isZero();
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("benchmark_data.db", "benchmark_summary.json");
    }
    Files.writeString(output.resolve("benchmark_data.db-wal"), "what is not in it yet");
    assertThat(compare(output.toString(), WHOLE.toString()).err())
        .contains("what benchmark_data.db-wal has is not in it yet");
  }

  @Test
  void aViewInThePlaceOfTheResultsIsNotAsked() throws IOException, SQLException {
    Path output = evalscope();
    sql(
        output,
        "ALTER TABLE result RENAME TO real",
        "CREATE VIEW result AS WITH RECURSIVE n(x) AS (VALUES(1) UNION ALL SELECT 1 FROM n)"
            + " SELECT real.* FROM n, real");
    assertThat(compare(output.toString(), WHOLE.toString()).err())
        .contains("it has no table of results");
  }

  @Test
  void whatDoesNotFitIntoTheMemoryIsASentence() {
    PrintStream full =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    Printed printed = compare(full, WHOLE.toString());
    assertThat(printed.err())
        .startsWith("There is too much to be read in ")
        .endsWith("-Dexec.args='compare " + WHOLE + "'\n")
        .hasLineCount(1);
    assertThat(printed.status()).isEqualTo(2);
  }

  private Path copy() throws IOException {
    Path run = Files.createDirectory(scratch.resolve("run"));
    for (String file : List.of("requests.jsonl", "run.json")) {
      Files.copy(WHOLE.resolve(file), run.resolve(file));
    }
    return run;
  }

  private static List<String> lines(Path run) throws IOException {
    return new ArrayList<>(Files.readAllLines(run.resolve("requests.jsonl")));
  }

  private Path evalscope() throws IOException {
    Path output = Files.createDirectory(scratch.resolve("evalscope"));
    for (String file : List.of("benchmark_data.db", "benchmark_summary.json")) {
      Files.copy(GOLDEN.resolve("evalscope-1.14.1").resolve(file), output.resolve(file));
    }
    return output;
  }

  private static void sql(Path output, String... statements) throws SQLException {
    String url = "jdbc:sqlite:" + output.resolve("benchmark_data.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static Printed compare(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Printed printed = compare(new PrintStream(out, true, StandardCharsets.UTF_8), args);
    return new Printed(printed.status(), out.toString(StandardCharsets.UTF_8), printed.err());
  }

  private static Printed compare(PrintStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] line = Stream.concat(Stream.of("compare"), Stream.of(args)).toArray(String[]::new);
    int status = Report.run(line, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Printed(status, "", err.toString(StandardCharsets.UTF_8));
  }
}
