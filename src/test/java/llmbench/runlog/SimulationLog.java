package llmbench.runlog;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gatling's simulation.log, read record by record: a million responses need no more memory than
 * one.
 *
 * <p>The binary layout is that of Gatling 3.16's {@code LogFileDataWriter}: numbers big-endian;
 * each different text is stored once and then named by its number. A log that ends within a record,
 * as a killed run's does, is read up to there.
 *
 * @param gatlingVersion that wrote it
 * @param simulation the simulation's class
 * @param startMillis when the run started, milliseconds since 1970
 * @param truncated whether it ends within a record
 */
public record SimulationLog(
    String gatlingVersion, String simulation, long startMillis, boolean truncated) {

  /** The writer stores the bytes that its own JVM keeps texts in. */
  private static final Charset UTF_16 =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
          ? StandardCharsets.UTF_16LE
          : StandardCharsets.UTF_16BE;

  /** No text that Gatling writes is longer; more is no log. */
  private static final int MAX_TEXT_BYTES = 1 << 20;

  private static final int MAX_COUNT = 100_000;

  /**
   * Reads a log.
   *
   * @param records gets each record in the order of the log
   * @throws RunLogException when it is no log of Gatling 3.16, or broken in the middle
   */
  public static SimulationLog read(Path file, Consumer<LogRecord> records) {
    try (InputStream in = Files.newInputStream(file)) {
      return new Reader(file, in).read(records);
    } catch (IOException e) {
      throw new RunLogException(file + " can't be read: " + e.getMessage());
    }
  }

  /** Reads one log. */
  private static final class Reader {

    private final Path file;
    private final DataInputStream in;
    private final Map<Integer, String> texts = new HashMap<>();
    private final List<String> scenarios = new ArrayList<>();
    private long startMillis;
    private long records;

    Reader(Path file, InputStream in) {
      this.file = file;
      this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    }

    SimulationLog read(Consumer<LogRecord> visitor) throws IOException {
      String version = "";
      String simulation = "";
      try {
        int first = in.read();
        if (first > 0) {
          throw broken("it begins with byte " + first + ", a log begins with 0");
        }
        if (first < 0) {
          return new SimulationLog("", "", 0, true);
        }
        version = text();
        simulation = text();
        startMillis = in.readLong();
        text();
        for (int n = count(); n > 0; n--) {
          scenarios.add(text());
        }
        for (int n = count(); n > 0; n--) {
          bytes(in.readInt());
        }
        for (int kind = in.read(); kind >= 0; kind = in.read()) {
          visitor.accept(record(kind));
          records++;
        }
        return new SimulationLog(version, simulation, startMillis, false);
      } catch (EOFException e) {
        return new SimulationLog(version, simulation, startMillis, true);
      }
    }

    private LogRecord record(int kind) throws IOException {
      return switch (kind) {
        case 1 ->
            new LogRecord.Response(
                groups(), cachedText(), time(), time(), in.readBoolean(), cachedText());
        case 2 -> new LogRecord.User(scenario(), in.readBoolean(), time());
        case 3 -> new LogRecord.Group(groups(), time(), time(), in.readInt(), in.readBoolean());
        case 4 -> new LogRecord.Crash(cachedText(), time());
        default -> throw broken("a record of kind " + kind);
      };
    }

    private String scenario() throws IOException {
      int index = in.readInt();
      if (index < 0 || index >= scenarios.size()) {
        throw broken("scenario " + index + " of " + scenarios.size());
      }
      return scenarios.get(index);
    }

    private List<String> groups() throws IOException {
      List<String> groups = new ArrayList<>();
      for (int n = count(); n > 0; n--) {
        groups.add(cachedText());
      }
      return List.copyOf(groups);
    }

    private long time() throws IOException {
      return startMillis + in.readInt();
    }

    private int count() throws IOException {
      int count = in.readInt();
      if (count < 0 || count > MAX_COUNT) {
        throw broken("a list of " + count);
      }
      return count;
    }

    /** A text that is stored where it is first seen, and later named by its number. */
    private String cachedText() throws IOException {
      int number = in.readInt();
      if (number > 0) {
        String text = text();
        texts.put(number, text);
        return text;
      }
      String text = texts.get(-number);
      if (text == null) {
        throw broken("text " + -number + " is not known");
      }
      return text;
    }

    private String text() throws IOException {
      int length = in.readInt();
      if (length == 0) {
        return "";
      }
      byte[] bytes = bytes(length);
      return new String(bytes, in.readByte() == 0 ? StandardCharsets.ISO_8859_1 : UTF_16);
    }

    private byte[] bytes(int length) throws IOException {
      if (length < 0 || length > MAX_TEXT_BYTES) {
        throw broken("a text of " + length + " bytes");
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
      return bytes;
    }

    private RunLogException broken(String found) {
      return new RunLogException(
          file
              + " is no log of Gatling 3.16, or broken: after "
              + records
              + " records there is "
              + found);
    }
  }
}
