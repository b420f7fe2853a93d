package llmbench.runlog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
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
      if (round % 2 == 0) {
        bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        bytes = round % 4 == 0 || bytes.length == 0 ? bytes : prefixed(bytes);
      }
      try {
        read(bytes, new ArrayList<>());
      } catch (RunLogException refused) {
        assertThat(refused).hasMessageContaining("is not a log of Gatling 3.16, or it is broken");
      }
    }
  }

  @Test
  void anotherFileIsRefusedWithItsName() throws IOException {
    assertThatThrownBy(() -> read("RUN\t1.0".getBytes(StandardCharsets.UTF_8), new ArrayList<>()))
        .isInstanceOf(RunLogException.class)
        .hasMessageContaining("simulation.log is not a log of Gatling 3.16")
        .hasMessageContaining("it begins with byte 82");
  }

  @Test
  void aLogThatIsBrokenAfterItsBeginningKeepsTheRecordsBeforeAndSaysWhere() throws IOException {
    byte[] log =
        new Encoded(1_000).response("a", 0, 5, true, "").response("b", 3, 9, true, "").bytes();
    byte[] broken = Arrays.copyOf(log, log.length + 40);
    Arrays.fill(broken, log.length, broken.length, (byte) 9);
    List<LogRecord> records = new ArrayList<>();
    SimulationLog read = read(broken, records);
    assertThat(records)
        .containsExactly(
            new LogRecord.Response(List.of(), "a", 1_000, 1_005, true, ""),
            new LogRecord.Response(List.of(), "b", 1_003, 1_009, true, ""));
    assertThat(read.broken())
        .isEqualTo(
            "after 2 records there is a record of kind 9 (before byte " + (log.length + 1) + ")");
    assertThat(read.truncated()).isFalse();
    assertThat(read.isWhole()).isFalse();
  }

  @Test
  void aLogSpansWhatItIsAbout() throws IOException {
    byte[] log =
        new Encoded(1_000).response("a", 7, 20, true, "").response("b", 3, 9, false, "").bytes();
    SimulationLog.Span span = read(log, new ArrayList<>()).span();
    assertThat(span).isEqualTo(new SimulationLog.Span(1_003, 1_020));
    assertThat(span.millis()).isEqualTo(17);
    SimulationLog.Span empty = read(new Encoded(1_000).bytes(), new ArrayList<>()).span();
    assertThat(empty.millis()).isZero();
    assertThat(empty.and(span)).isEqualTo(span);
  }

  @Test
  void bytesThatHaveFewValuesMustHaveOneOfThem() throws IOException {
    byte[] log = new Encoded(0).response("a", 0, 5, true, "x").bytes();
    // From the end: coder, x, length of x, number of x, yes or no.
    int[] places = {1, 10 + 1};
    String[] found = {"a text of coder 2 and 1 bytes", "a yes or no of 2"};
    for (int i = 0; i < places.length; i++) {
      byte[] changed = log.clone();
      changed[log.length - places[i]] = 2;
      assertThat(read(changed, new ArrayList<>()).broken()).contains(found[i]);
    }
    byte[] skipped = log.clone();
    skipped[log.length - 7] = 3;
    assertThat(read(skipped, new ArrayList<>()).broken()).contains("text 3 where text 2 is due");
  }

  @Test
  void halfASurrogatePairStaysWhatItWas() throws IOException {
    List<LogRecord> records = new ArrayList<>();
    read(new Encoded(0).response("中\uD83D", 0, 1, true, "").bytes(), records);
    assertThat(((LogRecord.Response) records.get(0)).name()).isEqualTo("中\uD83D");
  }

  @Test
  void lengthsThatNoLogHasAreRefusedWithoutThatMuchMemory() throws IOException {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 20) + 1}) {
      byte[] log = ByteBuffer.allocate(5).put((byte) 0).putInt(length).array();
      assertThatThrownBy(() -> read(log, new ArrayList<>()))
          .isInstanceOf(RunLogException.class)
          .hasMessageContaining("a text of " + length + " bytes");
    }
  }

  @Test
  void aFailureInTheLogIsTheFaultThatItNames() {
    assertThat(failed("http-status: 404 Not Found").fault())
        .isEqualTo(new Fault(FaultKind.HTTP_STATUS, "404 Not Found", null));
    assertThat(failed("cut").fault()).isEqualTo(new Fault(FaultKind.CUT, "cut", null));
    assertThat(failed("status.find.is(200): 503").fault())
        .isEqualTo(new Fault(FaultKind.CHECK, "status.find.is(200): 503", null));
    assertThat(new LogRecord.Response(List.of(), "a", 0, 1, true, "").fault()).isNull();
  }

  private static LogRecord.Response failed(String message) {
    return new LogRecord.Response(List.of(), "a", 0, 1, false, message);
  }

  private static byte[] prefixed(byte[] bytes) {
    bytes[0] = 0;
    return bytes;
  }

  /** A log as Gatling writes it, made by hand. */
  private static final class Encoded {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(log);
    private final Map<String, Integer> texts = new HashMap<>();

    Encoded(long startMillis) throws IOException {
      out.writeByte(0);
      text("3.16.0");
      text("Simulation");
      out.writeLong(startMillis);
      text("");
      out.writeInt(0);
      out.writeInt(0);
    }

    Encoded response(String name, int start, int end, boolean ok, String message)
        throws IOException {
      out.writeByte(1);
      out.writeInt(0);
      cached(name);
      out.writeInt(start);
      out.writeInt(end);
      out.writeBoolean(ok);
      cached(message);
      return this;
    }

    byte[] bytes() {
      return log.toByteArray();
    }

    private void cached(String text) throws IOException {
      Integer known = texts.putIfAbsent(text, texts.size() + 1);
      out.writeInt(known == null ? texts.size() : -known);
      if (known == null) {
        text(text);
      }
    }

    private void text(String text) throws IOException {
      boolean latin = text.chars().allMatch(c -> c < 256);
      ByteBuffer bytes = ByteBuffer.allocate(text.length() * 2).order(ByteOrder.nativeOrder());
      for (int i = 0; i < text.length(); i++) {
        if (latin) {
          bytes.put((byte) text.charAt(i));
        } else {
          bytes.putChar(text.charAt(i));
        }
      }
      out.writeInt(bytes.position());
      if (!text.isEmpty()) {
        out.write(bytes.array(), 0, bytes.position());
        out.writeByte(latin ? 0 : 1);
      }
    }
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
