package llmbench.runlog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Gatling's simulation.log, read record by record: a million responses need no more memory than
 * one.
 *
 * <p>The binary layout is that of Gatling 3.16's {@code LogFileDataWriter}: numbers big-endian;
 * each different text is stored once and then named by its number. A log that ends within a record,
 * as a killed run's does, is read up to there; so is one that is broken after its first records, as
 * Gatling's writer leaves it when its buffer fills at the wrong place.
 *
 * @param gatlingVersion that wrote it
 * @param simulation the simulation's class
 * @param startMillis when the run started, milliseconds since 1970
 * @param truncated whether it ends within a record
 * @param broken where it can't be read on, and why; null when it is sound
 * @param span from its first user, request or group to the last, as far as it can be read
 */
public record SimulationLog(
    String gatlingVersion,
    String simulation,
    long startMillis,
    boolean truncated,
    @Nullable String broken,
    Span span) {

  /**
   * A time that a log or a part of it is about, both ends milliseconds since 1970.
   *
   * @param fromMillis later than the end where there is nothing
   */
  public record Span(long fromMillis, long toMillis) {

    /** Of nothing. */
    public static final Span NONE = new Span(Long.MAX_VALUE, Long.MIN_VALUE);

    /** From the earlier beginning to the later end of both. */
    public Span and(Span other) {
      return new Span(Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }

    /** How long it is; 0 of nothing. */
    public long millis() {
      return fromMillis > toMillis ? 0 : toMillis - fromMillis;
    }
  }

  /** A log whose every byte could be read, as far as it goes. */
  public SimulationLog(
      String gatlingVersion, String simulation, long startMillis, boolean truncated) {
    this(gatlingVersion, simulation, startMillis, truncated, null, Span.NONE);
  }

  /** Whether all that was logged was read. */
  public boolean isWhole() {
    return !truncated && broken == null;
  }

  /**
   * Reads a log.
   *
   * @param records gets each record in the order of the log
   * @throws RunLogException when it does not begin as a log of Gatling 3.16
   */
  public static SimulationLog read(Path file, Consumer<LogRecord> records) {
    try (InputStream in = PlainFile.open(file)) {
      return new Reader(file, in).read(records);
    } catch (IOException e) {
      throw new RunLogException(IoReason.unread(file, e));
    }
  }

  /** Reads one log. */
  private static final class Reader {

    private final Path file;
    private final LogInput in;
    private final List<String> scenarios = new ArrayList<>();
    private String version = "";
    private String simulation = "";
    private long startMillis;
    private long records;
    private long fromMillis = Span.NONE.fromMillis();
    private long toMillis = Span.NONE.toMillis();

    Reader(Path file, InputStream in) {
      this.file = file;
      this.in = new LogInput(in);
    }

    SimulationLog read(Consumer<LogRecord> visitor) throws IOException {
      try {
        header();
      } catch (EOFException e) {
        return log(true, null);
      } catch (LogInput.Broken e) {
        throw new RunLogException(
            file + " is not a log of Gatling 3.16, or it is broken: " + e.getMessage() + place());
      }
      try {
        for (int kind = in.next(); kind >= 0; kind = in.next()) {
          LogRecord next = record(kind);
          records++;
          visitor.accept(next);
        }
        return log(false, null);
      } catch (EOFException e) {
        return log(true, null);
      } catch (LogInput.Broken e) {
        return log(false, "after " + records + " records there is " + e.getMessage() + place());
      }
    }

    private SimulationLog log(boolean truncated, @Nullable String broken) {
      Span span = new Span(fromMillis, toMillis);
      return new SimulationLog(version, simulation, startMillis, truncated, broken, span);
    }

    private String place() {
      return " (before byte " + in.offset() + ")";
    }

    private void header() throws IOException, LogInput.Broken {
      int first = in.next();
      if (first > 0) {
        throw new LogInput.Broken("it begins with byte " + first + ", a log begins with 0");
      }
      if (first < 0) {
        throw new EOFException();
      }
      version = in.text();
      simulation = in.text();
      startMillis = in.int64();
      if (!RunTimes.isEpochMillis(startMillis)) {
        throw new LogInput.Broken("a start " + startMillis + " ms after 1970");
      }
      in.text();
      for (int n = in.count(); n > 0; n--) {
        scenarios.add(in.text());
      }
      for (int n = in.count(); n > 0; n--) {
        in.bytes();
      }
    }

    private LogRecord record(int kind) throws IOException, LogInput.Broken {
      return switch (kind) {
        case 1 -> response();
        case 2 -> new LogRecord.User(scenario(), in.bool(), time());
        case 3 -> new LogRecord.Group(in.cachedTexts(), time(), time(), in.int32(), in.bool());
        case 4 -> new LogRecord.Crash(in.cachedText(), startMillis + in.int32());
        default -> throw new LogInput.Broken("a record of kind " + kind);
      };
    }

    private LogRecord response() throws IOException, LogInput.Broken {
      List<String> groups = in.cachedTexts();
      String name = in.cachedText();
      long start = time();
      // Only damage makes an answer end before it begins.
      long end = Math.max(start, time());
      return new LogRecord.Response(groups, name, start, end, in.bool(), in.cachedText());
    }

    private String scenario() throws IOException, LogInput.Broken {
      int index = in.int32();
      if (index < 0 || index >= scenarios.size()) {
        throw new LogInput.Broken("scenario " + index + " of " + scenarios.size());
      }
      return scenarios.get(index);
    }

    private long time() throws IOException {
      long millis = startMillis + in.int32();
      fromMillis = Math.min(fromMillis, millis);
      toMillis = Math.max(toMillis, millis);
      return millis;
    }
  }
}
