package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.Report;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.testing.Reading;
import llmbench.request.VllmRequests;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations of vLLM's Rust client and of its script, by the account of the server. */
class VllmTurnsTest {

  private static final String MODEL = "Qwen2.5-0.5B-Instruct";
  private static final int TALKS = 6;
  private static final int TURNS = 4;

  private static final String RUST =
      "vllm-rs bench serve --backend openai-chat --endpoint /v1/chat/completions --model "
          + MODEL
          + " --multi-turn --multi-turn-concurrency 2 --multi-turn-delay-ms 2"
          + " --request-id-prefix p-"
          + " --base-url http://127.0.0.1:%d --dataset-name sharegpt --num-prompts "
          + TALKS
          + " --dataset-path ";

  private static final String SCRIPT =
      "python3 benchmark_serving_multi_turn.py -m "
          + MODEL
          + " -u http://127.0.0.1:%d -p 2 -k 4 --send-conversation-id --no-early-stop -i ";

  @TempDir Path folder;
  private String rust = "";
  private String script = "";

  /** What the server and the record have of a run. */
  private record Ran(Path directory, RecordedRun run, List<RequestTruth> truths) {

    List<Long> bodies() {
      return truths.stream().map(RequestTruth::bodyHash).sorted().toList();
    }

    /** What the tool prints of turns. */
    String text() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
      Report.run(new String[] {"--format", "turns", directory.toString()}, out, out);
      return bytes.toString(StandardCharsets.UTF_8);
    }

    Map<Integer, List<RequestRecord>> conversations() {
      return run.requests().stream()
          .sorted((a, b) -> Integer.compare(a.index(), b.index()))
          .collect(
              Collectors.groupingBy(
                  each -> requireNonNull(each.turn()).conversation(),
                  TreeMap::new,
                  Collectors.toList()));
    }
  }

  @BeforeEach
  void writeConversations() throws IOException {
    Path sharegpt = folder.resolve("sharegpt.json");
    Files.writeString(sharegpt, all("conversations", "from", "value", "human", "gpt"));
    rust = RUST + sharegpt;
    Path input = folder.resolve("input.json");
    Files.writeString(input, all("messages", "role", "content", "user", "assistant"));
    script = SCRIPT + input;
  }

  private static String all(String list, String who, String what, String user, String assistant) {
    return IntStream.range(0, TALKS)
        .mapToObj(
            talk ->
                IntStream.rangeClosed(1, TURNS)
                    .mapToObj(
                        turn ->
                            message(who, what, user, "talk " + talk + " turn " + turn)
                                + ", "
                                + message(who, what, assistant, "a word or two"))
                    .collect(
                        Collectors.joining(
                            ", ", "{\"id\": \"" + talk + "\", \"" + list + "\": [", "]}")))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String message(String who, String what, String role, String text) {
    return "{\"" + who + "\": \"" + role + "\", \"" + what + "\": \"" + text + "\"}";
  }

  private Ran run(String line, FaultSchedule faults) {
    try (SimServer server = InProcessRun.server(Timing.Fixed.ofMillis(3, 1), true, faults)) {
      Sources sources = new Sources(line.formatted(server.port()), Map.of());
      Path directory = InProcessRun.run(sources, folder);
      return new Ran(directory, RecordedRun.read(directory), server.truth().requests());
    }
  }

  @Test
  void theRustClientsTurnsAreWhatTheServerGot() {
    Ran ran = run(rust, FaultSchedule.none());
    assertThat(ran.run().requests()).hasSize(TALKS * TURNS).allMatch(RequestRecord::ok);
    assertThat(ran.bodies()).isEqualTo(expected(rust, ran.conversations()));
    assertThat(ran.truths()).allMatch(each -> each.inFlight() <= 2);
    assertThat(ran.run().requests().stream())
        .allSatisfy(
            each ->
                assertThat(requireNonNull(each.turn()).thinkNanos())
                    .isEqualTo(requireNonNull(each.turn()).turn() == 1 ? 0 : 2_000_000));
  }

  @Test
  void aTurnOfTheRustClientThatFailsEndsItsConversationAndNoOther() {
    ServerFault fault = ServerFault.of("http-500");
    Ran ran = run(rust, FaultSchedule.ofPrompt("talk 4 turn 3", fault));
    assertThat(ran.conversations().values().stream().map(List::size))
        .containsExactlyInAnyOrder(3, 4, 4, 4, 4, 4);
    assertThat(ran.truths()).hasSize(TALKS * TURNS - 1);
    assertThat(ran.text())
        .contains("Conversations completed/total:                5/6\n")
        .contains("-------------------- Turn 3 (6 samples) --------------------\n")
        .contains("-------------------- Turn 4 (5 samples) --------------------\n");
  }

  @Test
  void theScriptsTurnsAreWhatTheServerGotAndTheLastOnesAreNotPlayed() {
    Ran ran = run(script, FaultSchedule.none());
    assertThat(ran.bodies()).isEqualTo(expected(script, ran.conversations()));
    // A client with room for two stops where the queue has none left for it.
    assertThat(ran.conversations().values())
        .anyMatch(turns -> turns.size() == TURNS)
        .anyMatch(turns -> turns.size() < TURNS);
    assertThat(ran.truths()).allMatch(each -> each.inFlight() <= 2);
    assertThat(ran.run().requests()).allMatch(RequestRecord::ok);
    int all = ran.truths().size();
    assertThat(ran.text())
        .contains("num_clients=2\nnum_conversations=6\nactive_conversations=4\nseed=0\n")
        .containsPattern("\ninput_num_tokens +" + all + ".0 ");
  }

  @Test
  void aTurnOfTheScriptThatBreaksEndsItsClient() {
    Ran refused = run(script, FaultSchedule.ofPrompt("talk 1 turn 3", ServerFault.of("http-500")));
    Ran broken = run(script, FaultSchedule.ofPrompt("talk 1 turn 3", ServerFault.of("reset")));
    assertThat(refused.run().requests().stream().filter(each -> !each.ok())).hasSize(1);
    assertThat(broken.run().requests().stream().filter(each -> !each.ok())).hasSize(1);
    // The other client takes all conversations that are left, and its own last ones are cut.
    assertThat(refused.conversations()).hasSize(TALKS);
    assertThat(broken.conversations()).hasSizeGreaterThan(3);
  }

  private static List<Long> expected(String line, Map<Integer, List<RequestRecord>> conversations) {
    BenchOptions options = Reading.bench(line.formatted(1));
    VllmRequests requests = new VllmRequests(options, MODEL, null);
    return TurnBodies.expected(options, 0, requests::of, conversations).stream().sorted().toList();
  }
}
