package llmbench.runlog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log was written by Gatling 3.16 itself: every kind of record, Latin and other scripts. */
class SimulationLogTest {

  private static final byte[] LOG = log();

  @TempDir Path folder;

  @Test
  void everyKindOfRecordIsRead() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    SimulationLog log = read(LOG, records);
    assertThat(log.gatlingVersion()).isEqualTo("3.16.0");
    assertThat(log.simulation()).isEqualTo("Emit");
    assertThat(log.truncated()).isFalse();
    long start = ((LogRecord.User) records.get(0)).millis();
    assertThat(records.get(0)).isEqualTo(new LogRecord.User("scénario 中文", true, start));
    long sent = ((LogRecord.Response) records.get(1)).startMillis();
    List<String> ttft = List.of("Time to first token");
    assertThat(records.subList(1, 5))
        .containsExactly(
            new LogRecord.Response(ttft, "chat", sent, sent + 120, true, ""),
            new LogRecord.Group(ttft, sent, sent + 40, 40, true),
            new LogRecord.Response(ttft, "chat", sent + 1, sent + 130, true, ""),
            new LogRecord.Group(ttft, sent + 1, sent + 61, 60, true));
    List<String> nested = List.of("グループ", "inner é");
    assertThat(records.get(5))
        .isEqualTo(
            new LogRecord.Response(
                nested, "naïve Ω 🚀", sent, sent + 5, false, "KO: " + "x".repeat(196)));
    assertThat(((LogRecord.Response) records.get(6)).startMillis()).isEqualTo(sent - 50);
    assertThat(((LogRecord.Response) records.get(6)).message()).startsWith("日本語 日本語 ");
    assertThat(((LogRecord.Response) records.get(7)).name()).isEqualTo("tab\tnl\nname");
    assertThat(records.get(8)).isEqualTo(new LogRecord.Group(nested, sent, sent + 400, 123, false));
    assertThat(((LogRecord.Crash) records.get(9)).message())
        .contains("No attribute named 'x' is defined 中");
    assertThat(records).hasSize(12);
    assertThat(records.get(11)).isInstanceOf(LogRecord.User.class);
  }

  @Test
  void aLogThatEndsAnywhereKeepsTheRecordsBefore() throws IOException {
    List<LogRecord> whole = new ArrayList<>();
    read(LOG, whole);
    int longest = 0;
    for (int cut = 0; cut < LOG.length; cut++) {
      List<LogRecord> records = new ArrayList<>();
      read(Arrays.copyOf(LOG, cut), records);
      assertThat(records).as("cut at %d", cut).isEqualTo(whole.subList(0, records.size()));
      assertThat(records.size()).isGreaterThanOrEqualTo(longest);
      longest = records.size();
    }
    assertThat(longest).isEqualTo(11);
    assertThat(read(Arrays.copyOf(LOG, LOG.length - 1), new ArrayList<>()).truncated()).isTrue();
  }

  @Test
  void randomBytesAreALogOrRefusedAndNothingElse() throws IOException {
    Random random = new Random(316);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = LOG.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        read(bytes, new ArrayList<>());
      } catch (RunLogException refused) {
        assertThat(refused).hasMessageContaining("is no log of Gatling 3.16, or broken");
      }
    }
  }

  @Test
  void anotherFileIsRefusedWithItsName() throws IOException {
    assertThatThrownBy(() -> read("RUN\t1.0".getBytes(StandardCharsets.UTF_8), new ArrayList<>()))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("simulation.log is no log of Gatling 3.16")
        .hasMessageContaining("it begins with byte 82");
  }

  private SimulationLog read(byte[] bytes, List<LogRecord> records) throws IOException {
    Path file = folder.resolve("simulation.log");
    Files.write(file, bytes);
    return SimulationLog.read(file, records::add);
  }

  private static byte[] log() {
    try (InputStream in =
        requireNonNull(SimulationLogTest.class.getResourceAsStream("/runlog/every-record.log"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
