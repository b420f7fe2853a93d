package llmbench.dataset.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import llmbench.conversation.BlockPrompt;
import llmbench.conversation.RecordedCall;
import llmbench.conversation.RecordedSession;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.options.table.Option;
import llmbench.options.table.TraceOptions;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of each form. */
class TraceFileTest {

  private static final String HEADER = "{\"agent_trace\": 1, \"block_size\": 16}";
  private static final Opened TOKENIZER = Tokenizers.open("bundled", null);

  @TempDir Path folder;

  private AgentTrace read(String form, String... lines) {
    return read(form, OptionalInt.empty(), lines);
  }

  private AgentTrace read(String form, OptionalInt blockSize, String... lines) {
    return read(folder, form, blockSize, List.of(lines));
  }

  /** Reads these lines, as a file of that folder. */
  static AgentTrace read(Path folder, String form, OptionalInt blockSize, List<String> lines) {
    Path file = folder.resolve("trace.jsonl");
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TraceFile.read(new AgentTraceOptions(file.toString(), form, 1, blockSize), TOKENIZER);
  }

  /** A trace in few words: a line a session, its calls between bars. */
  private static List<String> said(AgentTrace trace) {
    return trace.sessions().stream().map(TraceFileTest::said).toList();
  }

  private static String said(RecordedSession session) {
    return String.join(" | ", session.calls().stream().map(TraceFileTest::said).toList());
  }

  private static String said(RecordedCall call) {
    BlockPrompt prompt = call.prompt();
    return "at %d after %s wait %d: %d %s -> %d"
        .formatted(
            call.notBeforeNanos() / 1_000,
            call.after(),
            call.waitNanos() / 1_000,
            prompt.tokens(),
            IntStream.range(0, prompt.blocks()).mapToLong(prompt::block).boxed().toList(),
            call.outputTokens());
  }

  @Test
  void theExampleOfTheDocumentsIsReadAndStandsThere() throws IOException {
    Path example = Path.of("docs/agent-trace.jsonl");
    AgentTrace trace =
        TraceFile.read(
            new AgentTraceOptions(example.toString(), "llm-bench", 1, OptionalInt.empty()),
            TOKENIZER);
    assertThat(trace.blockSize()).isEqualTo(16);
    assertThat(said(trace))
        .containsExactly(
            "at 0 after [] wait 0: 100 [1, 2, 3, 4] -> 20"
                + " | at 0 after [0] wait 250000: 180 [1, 2, 3, 4, 10, 11] -> 12"
                + " | at 0 after [0] wait 400000: 150 [1, 2, 3, 4, 10] -> 10"
                + " | at 0 after [1, 2] wait 100000: 260 [1, 2, 3, 4, 10, 11, 12, 13] -> 30",
            "at 300000 after [] wait 0: 70 [1, 2, 3, 4] -> 8");
    assertThat(Files.readString(Path.of("docs/agent-traces.md")))
        .contains("```\n" + Files.readString(example) + "```\n");
  }

  @Test
  void timesAreCountedFromTheEarliestCallAndOtherNamesAreLeftAlone() {
    AgentTrace trace =
        read(
            "llm-bench",
            HEADER,
            "{\"session\": \"b\", \"at_ms\": 1000.5, \"input_tokens\": 1, \"output_tokens\": 1,"
                + " \"x_tool\": \"grep\"}",
            "{\"session\": \"a\", \"at_ms\": 999, \"input_tokens\": 1, \"output_tokens\": 1}");
    assertThat(said(trace))
        .containsExactly("at 1500 after [] wait 0: 1 [] -> 1", "at 0 after [] wait 0: 1 [] -> 1");
  }

  /** Lines as Mooncake published them; then AIPerf's sessions. */
  @Test
  void mooncakesLinesAreCallsOfTheirOwnUnlessTheyNameASession() {
    AgentTrace trace =
        read(
            "mooncake",
            "{\"timestamp\": 27482, \"input_length\": 6955, \"output_length\": 52, \"hash_ids\":"
                + " [46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 2353, 2354]}",
            "{\"timestamp\": 30535, \"input_length\": 600, \"output_length\": 26, \"hash_ids\":"
                + " [46, 2366]}",
            "{\"session_id\": \"s\", \"timestamp\": 27482, \"input_length\": 9,"
                + " \"output_length\": 5}",
            "{\"session_id\": \"s\", \"delay\": 2000, \"input_length\": 30, \"output_length\": 6}",
            "{\"session_id\": \"s\", \"timestamp\": 28482, \"input_length\": 40,"
                + " \"output_length\": 7}");
    assertThat(trace.blockSize()).isEqualTo(512);
    assertThat(said(trace))
        .containsExactly(
            "at 0 after [] wait 0: 6955 [46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 2353,"
                + " 2354] -> 52",
            "at 3053000 after [] wait 0: 600 [46, 2366] -> 26",
            "at 0 after [] wait 0: 9 [] -> 5"
                + " | at 0 after [0] wait 2000000: 30 [] -> 6"
                + " | at 1000000 after [1] wait 0: 40 [] -> 7");
  }

  @Test
  void aWorkloadTracesRequestsShareTheBlocksInWhichTheyBeginAlike() {
    String system = "You are a terse assistant for questions about gardens. ".repeat(3);
    AgentTrace trace =
        read(
            "workload-trace",
            OptionalInt.of(8),
            workload("2023-11-14T22:13:20Z", system + "Roses?", 5),
            workload("1700000001.25", system + "Tulips?", 6),
            "{\"timestamp\": 1700000002, \"body\": {\"prompt\": [1, 2, 3, 4, 5, 6, 7, 8, 9],"
                + " \"max_tokens\": 3}}");
    List<BlockPrompt> prompts =
        trace.sessions().stream().map(session -> session.calls().get(0).prompt()).toList();
    int[] first = TOKENIZER.tokenizer().encode(chat(system + "Roses?"));
    int[] second = TOKENIZER.tokenizer().encode(chat(system + "Tulips?"));
    int alike = 0;
    while (first[alike] == second[alike]) {
      alike++;
    }
    assertThat(prompts)
        .extracting(BlockPrompt::tokens)
        .containsExactly(first.length, second.length, 9);
    assertThat(prompts)
        .extracting(BlockPrompt::blocks)
        .containsExactly(first.length / 8, second.length / 8, 1);
    assertThat(prompts.get(0).sharedBlocks(prompts.get(1))).isEqualTo(alike / 8).isGreaterThan(3);
    assertThat(prompts.get(0).sharedBlocks(prompts.get(2))).isZero();
    assertThat(trace.sessions().stream().map(session -> session.calls().get(0).outputTokens()))
        .containsExactly(5, 6, 3);
    assertThat(trace.sessions().stream().map(RecordedSession::beginNanos))
        .containsExactly(0L, 1_250_000_000L, 2_000_000_000L);
  }

  private static String workload(String timestamp, String text, int tokens) {
    return "{\"timestamp\": \""
        + timestamp
        + "\", \"completion_tokens\": "
        + tokens
        + ", \"body\": {\"messages\": [{\"role\": \"user\", \"content\": \""
        + text
        + "\"}]}}";
  }

  private static String chat(String text) {
    return TOKENIZER.chatTemplate().orElseThrow().render(List.of(new Message("user", text)), true);
  }

  @Test
  void everyFormThatCanBeAskedForIsRead() {
    Option form = Catalog.findSetting(ToolVersion.standard(), TraceOptions.FORM);
    assertThat(TraceForms.ALL.stream().map(TraceForm::name))
        .containsExactlyElementsOf(requireNonNull(form).choices());
  }
}
