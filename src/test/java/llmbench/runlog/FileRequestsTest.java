package llmbench.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRequestsTest {

  private static final long NONE_HELD = -1;
  private static final long ALL_HELD = Long.MAX_VALUE;

  @TempDir Path folder;

  @Test
  void requestsAreTheSameInAnyOrderWhereverTheyAreKept() throws IOException {
    // Lines of several blocks, and more of them than are kept.
    Random random = new Random(8);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      int length = random.nextInt(100) == 0 ? 300_000 : random.nextInt(4_000);
      String fault = random.nextInt(7) == 0 ? ",\"fault\":{\"kind\":\"cut\"}" : "";
      String stop = random.nextInt(50) == 0 ? ",\"fault\":{\"kind\":\"interrupted\"}" : fault;
      lines.append(line(i, "é".repeat(length / 2), stop)).append('\n');
      lines.append(random.nextInt(9) == 0 ? "\n" : "").append(i % 500 == 3 ? "broken\n" : "");
    }
    lines.append("{\"index\":1,\"sent");
    write(lines.toString());
    RecordedRun held = RecordedRun.read(folder, ALL_HELD);
    RecordedRun inFile = RecordedRun.read(folder, NONE_HELD);
    assertThat(inFile.requests()).isInstanceOf(FileRequests.class).hasSize(3_000);
    assertThat(inFile.lines()).isEqualTo(held.lines());
    assertThat(inFile.requests()).isEqualTo(held.requests());
    Requests requests = inFile.requests();
    for (int round = 0; round < 4_000; round++) {
      int place = random.nextInt(requests.size());
      RequestRecord request = held.requests().get(place);
      assertThat(requests.get(place)).isEqualTo(request);
      assertThat(requests.index(place)).isEqualTo(request.index());
      assertThat(requests.sentNanos(place)).isEqualTo(request.sentNanos());
      assertThat(requests.endNanos(place)).isEqualTo(request.endNanos());
      assertThat(requests.ok(place)).isEqualTo(request.ok());
      assertThat(requests.isInterrupted(place)).isEqualTo(request.isInterrupted());
    }
  }

  @Test
  void aRunThatGoesOnMayGrow() throws IOException {
    write(line(0, "a", "") + "\n" + line(1, "b", ""));
    RecordedRun run = RecordedRun.read(folder, NONE_HELD);
    write(line(0, "a", "") + "\n" + line(1, "b", "") + "\n" + line(2, "c", "") + "\n");
    assertThat(run.requests()).extracting(RequestRecord::text).containsExactly("a", "b");
  }

  @Test
  void aFileThatChangesMeanwhileIsSaid() throws IOException {
    write(line(0, "a", "") + "\n" + line(1, "b", ""));
    RecordedRun run = RecordedRun.read(folder, NONE_HELD);
    write(line(5, "a", "") + "\n" + line(1, "b", ""));
    assertChanged(run, 0, "the line at byte 0 is another one");
    run = RecordedRun.read(folder, NONE_HELD);
    write(line(0, "a", ""));
    assertChanged(run, 1, "it is shorter now");
    run = RecordedRun.read(folder, NONE_HELD);
    Files.delete(folder.resolve("requests.jsonl"));
    assertChanged(run, 0, "it is gone");
  }

  private void assertChanged(RecordedRun run, int place, String why) {
    assertThatThrownBy(() -> run.requests().get(place))
        .isInstanceOf(RunLogException.class)
        .hasMessage(
            folder.resolve("requests.jsonl")
                + " has changed while it was being reported ("
                + why
                + ").\nReport the run again, and leave its files alone meanwhile.");
  }

  private void write(String lines) throws IOException {
    Files.write(folder.resolve("requests.jsonl"), lines.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(int index, String text, String fault) {
    return ("{\"index\":%d,\"sent_ns\":%d,\"end_ns\":%d,\"kinds\":\"T\",\"gaps_ns\":[%d],"
            + "\"text\":\"%s\"%s}")
        .formatted(index, index * 10L, index * 11L + 5, index, text, fault);
  }
}
