package llmbench.testing.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.recorder.RequestLine;
import llmbench.recorder.RunFileWriter;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded conversations that goldens of reports are made of: golden/conversations/run; {@code
 * -Dgolden.update} writes them again.
 */
class ConversationLoadTest {

  private static final Path RUN = Path.of("src/test/resources/golden/conversations/run");
  private static final int CONVERSATIONS = 24;
  private static final int USERS = 6;

  @TempDir private Path scratch;

  @Test
  void theRecordedConversationsAreTheseLinesOfTheRecorder() throws IOException {
    List<RequestRecord> records = new ConversationLoad(CONVERSATIONS, USERS, 21).records();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (RequestRecord record : records) {
      RequestLine.write(record, lines);
    }
    Path runFile = scratch.resolve("run.json");
    new RunFileWriter(runFile).write(facts(records.get(records.size() - 1).endNanos()));
    assertIsGolden("requests.jsonl", lines.toByteArray());
    assertIsGolden("run.json", Files.readAllBytes(runFile));
  }

  private static void assertIsGolden(String name, byte[] bytes) throws IOException {
    Path file = RUN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(RUN);
      Files.write(file, bytes);
    }
    assertThat(file).hasBinaryContent(bytes);
  }

  private static RunFacts facts(long endNanos) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compat", "evalscope-1.14");
    options.put("backend", "openai-chat");
    options.put("url", "http://127.0.0.1:8000/v1/chat/completions");
    options.put("model", "made-up");
    options.put("number", String.valueOf(CONVERSATIONS));
    options.put("parallel", String.valueOf(USERS));
    return new RunFacts(
        RunFacts.SCHEMA,
        RunFacts.State.STOPPED,
        "llmbench.BenchmarkSimulation",
        "2026-11-24T12:00:00Z",
        1_795_521_600_000L,
        endNanos,
        options,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of("Made up: no server was asked."));
  }
}
