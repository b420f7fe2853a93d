package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import llmbench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded run of conversations, reported: console, files and page. {@code -Dgolden.update}
 * writes the goldens again.
 */
class ConversationReportTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/conversations");
  private static final Path RUN = GOLDEN.resolve("run");

  /** As the simulated server's page has it. */
  private static final String TRUTH =
      """
      {"max_in_flight": 4, "completed": 66, "ttft_ms": {"mean": 1, "median": 1, "p99": 1},
       "turns": {
         "first": {"requests": 24, "prompt_tokens": 1000, "cached_tokens": 0,
                   "ttft_ms": {"mean": 20, "median": 21.5, "p99": 35}},
         "later": {"requests": 42, "prompt_tokens": 0, "cached_tokens": 0,
                   "ttft_ms": {"mean": 20, "median": 25.05, "p99": 38}},
         "each": {"1": {"requests": 24, "prompt_tokens": 1000, "cached_tokens": 0,
                        "ttft_ms": {"mean": 20, "median": 21.5, "p99": 35}},
                  "2": {"requests": 1042, "prompt_tokens": 2000, "cached_tokens": 900,
                        "ttft_ms": {"mean": 20, "median": 25, "p99": 36.5}},
                  "3": {"requests": 0, "prompt_tokens": 0, "cached_tokens": 0,
                        "ttft_ms": {"mean": 0, "median": 0, "p99": 0}}}}}
      """;

  @TempDir private Path scratch;
  @TempDir private Path copied;

  @Test
  void theConsoleTellsFirstAndLaterTurnsAndWhatAConversationIs() throws IOException {
    assertIsGolden("console.txt", between(reported(), "- Conversations -", "====="));
  }

  @Test
  void theServersOwnAccountStandsBesideOursTurnByTurn() throws IOException {
    Files.writeString(copy().resolve("truth.json"), TRUTH);
    String block = between(reported(copied), "- Conversations -", "Turns    ");
    assertIsGolden("console_truth.txt", block);
    assertThat(between(read("summary.md"), "conversations ended", "Failures"))
        .contains("| server: turns | cached there | TTFT there | its P99 |");
  }

  @Test
  void anAccountThatCannotBeReadIsLeftOutAndTheReportIsMade() throws IOException {
    Files.writeString(copy().resolve("truth.json"), TRUTH.replace("\"2\"", "\"two\""));
    assertThat(between(reported(copied), "- Conversations -", "======"))
        .contains("\nThe server's own account is left out: ")
        .contains("truth.json is broken: its turn two is no number of a run.\n")
        .doesNotContain("server: turns");
  }

  @Test
  void theToolsTextHasItsTablesOfConversations() throws IOException {
    reported();
    assertThat(read("evalscope.txt"))
        .contains("── Multi-turn ──", "\nPer-trace summary (23 traces):\n")
        .contains("\nWorkload throughput (");
    assertIsGolden("trace_summary.json", read("evalscope_trace_summary.json"));
  }

  @Test
  void theFilesOfOtherToolsHaveThem() throws IOException {
    reported();
    assertIsGolden("summary.md", between(read("summary.md"), "conversations ended", "**Failures"));
    assertIsGolden("metrics.prom", lines(read("metrics.prom"), "_conversation|_turn_"));
    assertThat(read("requests.csv").lines().findFirst().orElseThrow())
        .endsWith(",conversation,turn,think_ms");
  }

  @Test
  void aPrefixCacheThatHasTheHistoryIsNoReasonForDoubt() {
    assertThat(reported()).doesNotContain("the prefix cache was warm");
  }

  @Test
  void thePageHasConversationsAsRows() throws IOException {
    reported();
    PageGoldenTest.assertIsGolden("conversations", PageGoldenTest.data(read("llm.html")));
  }

  private String reported() {
    return reported(RUN);
  }

  /** The run where a file can be added to it. */
  private Path copy() throws IOException {
    try (Stream<Path> files = Files.list(RUN)) {
      for (Path file : files.toList()) {
        Files.copy(file, copied.resolve(file.getFileName().toString()));
      }
    }
    return copied;
  }

  private String reported(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Report.run(new String[] {"--output", scratch.toString(), run.toString()}, stream, stream);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String read(String name) throws IOException {
    return Files.readString(scratch.resolve(name));
  }

  /** The lines from the first that has this to before the next that has that. */
  private static String between(String text, String first, String last) {
    StringBuilder part = new StringBuilder();
    for (String line : text.lines().dropWhile(each -> !each.contains(first)).toList()) {
      if (line.contains(last)) {
        break;
      }
      part.append(line).append('\n');
    }
    return part.toString();
  }

  private static String lines(String text, String pattern) {
    return text.lines()
        .filter(line -> line.matches("(# \\w+ )?llmbench(" + pattern + ").*"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static void assertIsGolden(String name, String text) throws IOException {
    Path expected = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }
}
