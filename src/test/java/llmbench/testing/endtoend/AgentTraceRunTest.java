package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded sessions of agents, from the trace's lines to the account of the server's cache. */
class AgentTraceRunTest {

  /** Tokens of Qwen2.5's chat template before what a user says, and behind it. */
  private static final int BEFORE = 24;

  private static final int BEHIND = 5;
  private static final long MILLI = 1_000_000;

  @TempDir Path folder;

  /** What the record and the server have of a run. */
  private record Ran(Path directory, RecordedRun run, List<RequestTruth> truths) {

    /** Requests by session and place. */
    Map<String, RequestRecord> calls() {
      return run.requests().stream().collect(toMap(Ran::call, each -> each));
    }

    private static String call(RequestRecord request) {
      var turn = requireNonNull(request.turn());
      return turn.conversation() + "." + turn.turn();
    }
  }

  private Ran run(List<String> trace, FaultSchedule faults, String line) throws IOException {
    Path file = folder.resolve("trace.jsonl");
    Files.write(file, trace);
    Opened tokenizer = Tokenizers.open("bundled", null);
    SimConfig config =
        SimConfig.of(Timing.Fixed.ofMillis(2, 1))
            .withPrefixCaching(PrefixCaching.ON)
            .withFaults(faults);
    try (SimServer server =
        SimServer.start(
            config,
            new TokenizerPromptCounter(
                tokenizer.tokenizer(), tokenizer.chatTemplate().orElseThrow()))) {
      String bench =
          "vllm bench serve --model Qwen2.5-0.5B-Instruct --tokenizer bundled --disable-tqdm"
              + " --host 127.0.0.1 --port "
              + server.port()
              + " "
              + line;
      Sources sources = new Sources(bench, Map.of("llm.trace", file.toString()));
      Path directory = InProcessRun.run(sources, folder);
      return new Ran(directory, RecordedRun.read(directory), server.truth().requests());
    }
  }

  @Test
  void theServersCacheHasWhatTheTracesBlocksShareAndCallsWaitForWhatTheyDo() throws IOException {
    GeneratedTrace trace = GeneratedTrace.of(5, 12);
    Ran ran =
        run(
            trace.lines(),
            FaultSchedule.none(),
            "--backend openai-chat --endpoint /v1/chat/completions");

    Map<String, RequestRecord> sent = ran.calls();
    assertThat(sent.keySet()).isEqualTo(trace.calls().keySet());
    trace
        .calls()
        .forEach(
            (id, call) -> {
              RequestRecord request = requireNonNull(sent.get(id));
              assertThat(request.ok()).as(id).isTrue();
              assertThat(requireNonNull(request.usage()).promptTokens())
                  .as(id)
                  .isEqualTo(BEFORE + call.prompt().tokens() + BEHIND);
              assertThat(request.messages().outputs()).as(id).isEqualTo(3);
              for (String each : call.after()) {
                assertThat(request.sentNanos() - requireNonNull(sent.get(each)).endNanos())
                    .as(id + " behind " + each)
                    .isGreaterThanOrEqualTo(call.waitMillis() * MILLI);
              }
            });
    long cached = trace.cached(BEFORE, BEHIND, PrefixCaching.BLOCK_SIZE);
    assertThat(cached).isGreaterThan(1_000);
    assertThat(ran.truths().stream().mapToLong(RequestTruth::cachedTokens).sum()).isEqualTo(cached);
  }

  /** The call of 77 tokens fails: what waits for it isn't sent, the other session is. */
  @Test
  void whatWaitsForACallThatFailedIsNotSentAndTheRunEnds() throws IOException {
    List<String> trace =
        List.of(
            "{\"agent_trace\": 1, \"block_size\": 16}",
            call("\"a\", \"id\": \"1\", \"at_ms\": 0", 40),
            call("\"a\", \"id\": \"2\", \"after\": [\"1\"]", 77),
            call("\"a\", \"id\": \"3\", \"after\": [\"2\"]", 50),
            call("\"a\", \"id\": \"4\", \"after\": [\"1\"], \"wait_ms\": 3", 60),
            call("\"b\", \"at_ms\": 5", 70));
    ServerFault fault = ServerFault.of("http-500");
    FaultSchedule faults =
        arrival -> arrival.prompt().get(0).content().split(" ", -1).length == 77 ? fault : null;
    Ran ran = run(trace, faults, "--backend openai --endpoint /v1/completions");

    Map<String, RequestRecord> sent = ran.calls();
    assertThat(sent).containsOnlyKeys("0.1", "0.2", "0.4", "1.1");
    sent.forEach((id, request) -> assertThat(request.ok()).as(id).isEqualTo(!id.equals("0.2")));
    assertThat(ran.truths())
        .as("completions have no template")
        .extracting(RequestTruth::promptTokens)
        .contains(40, 60, 70);
    assertThat(requireNonNull(ran.run().facts()).state()).isEqualTo(RunFacts.State.FINISHED);
    assertThat(requireNonNull(ran.run().facts()).dataset())
        .containsEntry("conversations", 2L)
        .containsEntry("calls", 5L)
        .containsEntry("prompts", 4L);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    var unused = Report.run(new String[] {ran.directory().toString()}, out, out);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsPattern("Successful requests: +3 ")
        .containsPattern("Failed requests: +1 ");
  }

  private static String call(String fields, int tokens) {
    return "{\"session\": %s, \"input_tokens\": %d, \"output_tokens\": 3}"
        .formatted(fields, tokens);
  }
}
