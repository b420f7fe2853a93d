package llmbench.testing.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeRunTest {

  @TempDir Path folder;

  @Test
  void aRunIsAsARunLeavesIt() throws IOException {
    MakeRun.make(folder, 300, 40, 7, 1);
    RecordedRun run = RecordedRun.read(folder);
    assertThat(run.unread()).isEmpty();
    assertThat(run.requests())
        .hasSize(300)
        .allMatch(RequestRecord::ok)
        .allMatch(request -> request.messages().outputs() == 40)
        .extracting(RequestRecord::index)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 300).boxed().toList());
    assertThat(run.requests())
        .extracting(RequestRecord::endNanos)
        .isSortedAccordingTo(Long::compare);
    assertThat(run.log()).isNotNull().matches(log -> log.isWhole());
    assertThat(run.responses()).hasSize(300).allMatch(LogRecord.Response::ok);
    Files.delete(folder.resolve("requests.jsonl"));
    assertThat(RecordedRun.read(folder).ttftMillis()).hasSize(300).allMatch(millis -> millis > 0);
  }

  @Test
  void asManyAreInFlightAsWereAskedFor() throws IOException {
    MakeRun.make(folder, 200, 5, 9, 2);
    RecordedRun run = RecordedRun.read(folder);
    // When one ends and others wait, all other slots are in flight.
    RequestRecord middle = run.requests().get(100);
    long at = middle.endNanos() - 1;
    assertThat(run.requests())
        .filteredOn(request -> request.sentNanos() <= at && at < request.endNanos())
        .hasSizeBetween(8, 9);
  }

  @Test
  void theSameSeedMakesTheSameRunAndAnotherAnother() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path other = folder.resolve("other");
    MakeRun.make(first, 50, 10, 5, 3);
    MakeRun.make(second, 50, 10, 5, 3);
    MakeRun.make(other, 50, 10, 5, 4);
    for (String file : new String[] {"requests.jsonl", "simulation.log", "run.json"}) {
      assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
    }
    assertThat(Files.mismatch(first.resolve("requests.jsonl"), other.resolve("requests.jsonl")))
        .isNotNegative();
  }
}
