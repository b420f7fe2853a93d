package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.testing.Reading;
import llmbench.request.EvalscopeRequests;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations of {@code evalscope perf --multi-turn}, by the account of the server. */
class EvalscopeTurnsTest {

  private static final int WARM_UPS = 2;
  private static final int MEASURED = 7;
  private static final int TURNS = 4;

  @TempDir Path folder;
  private String line = "";

  /** What the server and the record have of a run. */
  private record Ran(RecordedRun run, List<RequestTruth> truths) {

    List<Long> bodies() {
      return truths.stream().map(RequestTruth::bodyHash).sorted().toList();
    }

    /** The turns of each conversation, in the order in which they were sent. */
    Map<Integer, List<RequestRecord>> conversations() {
      Map<Integer, List<RequestRecord>> all = new TreeMap<>();
      run.requests().stream()
          .sorted((a, b) -> Integer.compare(a.index(), b.index()))
          .forEach(
              each ->
                  all.computeIfAbsent(turn(each).conversation(), key -> new ArrayList<>())
                      .add(each));
      return all;
    }
  }

  private static ConversationTurn turn(RequestRecord request) {
    return requireNonNull(request.turn());
  }

  @BeforeEach
  void writeConversations() throws IOException {
    Path file = folder.resolve("talks.jsonl");
    List<String> talks = new ArrayList<>();
    for (int talk = 0; talk < WARM_UPS + MEASURED; talk++) {
      int number = talk;
      talks.add(
          IntStream.rangeClosed(1, TURNS)
              .mapToObj(turn -> user("talk " + number + " turn " + turn))
              .reduce((a, b) -> a + ", {\"role\": \"assistant\", \"content\": \"unsaid\"}, " + b)
              .map(all -> "[" + all + "]")
              .orElseThrow());
    }
    Files.write(file, talks);
    line =
        "evalscope perf --model Qwen2.5-0.5B-Instruct --tokenizer-path bundled --multi-turn"
            + " --dataset custom_multi_turn"
            + " --dataset-path "
            + file
            + " --parallel 3 --max-tokens 5 --no-test-connection --seed 1 --number "
            + MEASURED
            + " --warmup-num "
            + WARM_UPS
            + " --url http://127.0.0.1:%d/v1/chat/completions";
  }

  private static String user(String text) {
    return "{\"role\": \"user\", \"content\": \"" + text + "\"}";
  }

  private Ran run(FaultSchedule faults, Map<String, String> settings) {
    try (SimServer server = InProcessRun.server(Timing.Fixed.ofMillis(3, 1), true, faults)) {
      Sources sources = new Sources(line.formatted(server.port()), settings);
      RecordedRun run = RecordedRun.read(InProcessRun.run(sources, folder));
      return new Ran(run, server.truth().requests());
    }
  }

  @Test
  void everyTurnSendsWhatTheServerHasReallyAnswered() {
    Ran ran = run(FaultSchedule.none(), Map.of());

    assertThat(ran.run().requests()).hasSize(MEASURED * TURNS).allMatch(RequestRecord::ok);
    assertThat(ran.conversations().keySet())
        .containsExactlyElementsOf(IntStream.range(WARM_UPS, WARM_UPS + MEASURED).boxed().toList());
    assertThat(ran.truths()).hasSize((WARM_UPS + MEASURED) * TURNS);
    assertThat(ran.bodies()).containsAll(expected(ran.conversations()));
    assertThat(requireNonNull(ran.run().facts()).dataset())
        .containsEntry("conversations", (long) MEASURED)
        .containsEntry("prompts", (long) MEASURED * TURNS)
        .containsEntry("warm_up_requests", (long) WARM_UPS * TURNS);
    assertThat(ran.truths()).allMatch(each -> each.inFlight() <= 3);
  }

  @Test
  void aTurnThatFailsEndsItsConversationAndNoOther() {
    ServerFault fault = ServerFault.of("http-500");
    Ran ran = run(FaultSchedule.ofPrompt("talk 4 turn 3", fault), Map.of());

    Map<Integer, List<RequestRecord>> all = ran.conversations();
    assertThat(all).hasSize(MEASURED);
    all.forEach(
        (number, turns) ->
            assertThat(turns).as("conversation " + number).hasSize(number == 4 ? 3 : TURNS));
    assertThat(requireNonNull(all.get(4)).get(2).ok()).isFalse();
    assertThat(ran.run().requests().stream().filter(each -> !each.ok())).hasSize(1);
    assertThat(ran.truths()).hasSize((WARM_UPS + MEASURED) * TURNS - 1);
  }

  @Test
  void oneFailureTooManyEndsAllConversations() {
    ServerFault fault = ServerFault.of("http-500");
    Ran ran = run(FaultSchedule.ofPrompt("talk 4 turn 3", fault), Map.of("llm.max-errors", "0"));

    assertThat(ran.run().requests().stream().filter(each -> !each.ok())).hasSize(1);
    RunFacts facts = requireNonNull(ran.run().facts());
    assertThat(facts.state()).isEqualTo(RunFacts.State.STOPPED);
    assertThat(requireNonNull(facts.stop()).by()).isEqualTo(RunFacts.StopCause.MAX_ERRORS);
    assertThat(ran.conversations()).doesNotContainKey(WARM_UPS + MEASURED - 1);
  }

  /** Its users would wait for a thousand seconds before they say anything. */
  @Test
  void whoWaitsForItsTurnIsLetGoWhereNothingMoreIsSent() {
    line += " --rate 0.001";
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(3, 1), true, FaultSchedule.none())) {
      CompletableFuture<Boolean> ended =
          CompletableFuture.supplyAsync(
              () -> {
                boolean there = InProcessRun.await(() -> server.truth().connectionsOpened() >= 3);
                InProcessRun.close(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by a test"));
                return there;
              });
      Sources sources = new Sources(line.formatted(server.port()), Map.of());
      RecordedRun run = RecordedRun.read(InProcessRun.run(sources, folder));
      assertThat(ended.join()).isTrue();
      assertThat(run.requests()).isEmpty();
      assertThat(requireNonNull(run.facts()).state()).isEqualTo(RunFacts.State.STOPPED);
    }
  }

  /** The server's answers go by the number of a request, so bodies are held against the tool's. */
  @Test
  void eachConversationIsOnePartsAsAWhole() {
    Ran first = run(FaultSchedule.none(), Map.of("llm.shard", "1/2"));
    Ran second = run(FaultSchedule.none(), Map.of("llm.shard", "2/2"));

    Map<Integer, List<RequestRecord>> both = new TreeMap<>(first.conversations());
    second.conversations().forEach((number, turns) -> assertThat(both.put(number, turns)).isNull());
    assertThat(both.keySet())
        .containsExactlyElementsOf(IntStream.range(WARM_UPS, WARM_UPS + MEASURED).boxed().toList());
    assertThat(both.values()).allMatch(turns -> turns.size() == TURNS);
    assertThat(both.values().stream().flatMap(List::stream).map(RequestRecord::index))
        .doesNotHaveDuplicates();
    List<Long> bodies = new ArrayList<>(first.bodies());
    bodies.addAll(second.bodies());
    assertThat(bodies).hasSize((WARM_UPS + MEASURED) * TURNS).containsAll(expected(both));
    assertThat(first.truths()).allMatch(each -> each.inFlight() <= 2);
    assertThat(second.truths()).allMatch(each -> each.inFlight() <= 1);
  }

  private List<Long> expected(Map<Integer, List<RequestRecord>> conversations) {
    BenchOptions options = Reading.bench(line.formatted(1));
    EvalscopeRequests requests = new EvalscopeRequests(options, "Qwen2.5-0.5B-Instruct");
    return TurnBodies.expected(options, 5, requests::of, conversations);
  }
}
