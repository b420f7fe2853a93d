package llmbench.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.files.DecodedLines;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.Timestamp;
import llmbench.schedule.TraceTimes.Stamp;
import org.jspecify.annotations.Nullable;

/** Reads the timestamps of a file, and says of all lines at once what is wrong with them. */
final class TraceFile {

  private static final String TIMESTAMP = "timestamp";

  /** What is wrong is said of so many lines; a file of another kind would fill the screen. */
  private static final int SHOWN = 10;

  private final Path file;
  private final List<Stamp> stamps = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int line;

  private TraceFile(Path file) {
    this.file = file;
  }

  /**
   * The timestamps in the file's order, at least one.
   *
   * @throws ScheduleException when they can't be read
   */
  static List<Stamp> read(Path file) {
    TraceFile trace = new TraceFile(file);
    trace.readLines();
    if (!trace.wrong.isEmpty()) {
      throw new ScheduleException(trace.allWrong());
    }
    if (trace.stamps.isEmpty()) {
      throw new ScheduleException(
          file + ": has no line with a time; expected " + expected() + " on each line.");
    }
    return trace.stamps;
  }

  private void readLines() {
    try (DecodedLines lines = new DecodedLines(PlainFile.open(file))) {
      while (take(lines)) {
        // Each line is taken.
      }
    } catch (IOException e) {
      throw new ScheduleException(
          "%s: can't be read: %s; give the path of a file with %s on each line."
              .formatted(file, IoReason.of(e), expected()));
    }
  }

  /** Takes the next line, if there is one. */
  private boolean take(DecodedLines lines) throws IOException {
    try {
      String text = lines.next();
      line = lines.number();
      if (text != null && !text.isBlank()) {
        takeObject(text.strip());
      }
      return text != null;
    } catch (CharacterCodingException e) {
      line = lines.number();
      wrong("it isn't UTF-8");
      return true;
    }
  }

  private void takeObject(String text) {
    JsonNode json = PythonJson.loads(text);
    if (json == null || !json.isObject()) {
      wrong(PythonJson.whyNoObject(text));
      return;
    }
    if (!json.has(TIMESTAMP)) {
      wrong("it has no \"timestamp\"");
      return;
    }
    Double seconds = Timestamp.seconds(json.path(TIMESTAMP));
    if (seconds == null) {
      wrong("its \"timestamp\" is no time");
      return;
    }
    stamps.add(new Stamp(line, seconds));
  }

  private void wrong(@Nullable String why) {
    wrong.add("line " + line + ": " + why);
  }

  private String allWrong() {
    StringBuilder text = new StringBuilder();
    text.append(file).append(": ").append(wrong.size());
    text.append(wrong.size() == 1 ? " line has no time:" : " lines have no time:");
    wrong.stream().limit(SHOWN).forEach(each -> text.append("\n  ").append(each));
    if (wrong.size() > SHOWN) {
      text.append("\n  and ").append(wrong.size() - SHOWN).append(" more");
    }
    return text.append("\nExpected ")
        .append(expected())
        .append(" on each line, whose timestamp is a number of seconds or a date and time such as")
        .append(" 2023-11-14T22:13:20Z. Correct these lines.")
        .toString();
  }

  private static String expected() {
    return "a JSON object such as {\"timestamp\": 1700000000.5}";
  }
}
