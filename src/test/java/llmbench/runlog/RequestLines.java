package llmbench.runlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;
import llmbench.timeline.RequestRecord;

/**
 * requests.jsonl, read line by line. A line that can't be read is counted and said, never fatal: a
 * killed run may leave half of one at the end.
 *
 * @param broken numbers of the lines that could not be read, from 1; at most the first hundred
 * @param brokenLines how many could not be read, the named ones among them
 * @param partialLastLine whether the last line has no end, as a killed run may leave it
 */
public record RequestLines(List<Integer> broken, long brokenLines, boolean partialLastLine) {

  private static final int MAX_NAMED = 100;

  /** A file of which every line that could not be read is named. */
  public RequestLines(List<Integer> broken, boolean partialLastLine) {
    this(broken, broken.size(), partialLastLine);
  }

  /** How many lines could not be read, half of one at the end among them. */
  public long unreadable() {
    return brokenLines + (partialLastLine ? 1 : 0);
  }

  /** Takes a request and where its line is. */
  interface Visitor {
    void visit(RequestRecord request, long offset, int length);
  }

  /** Reads a file; {@code requests} gets each request in the order of the file. */
  public static RequestLines read(Path file, Consumer<RequestRecord> requests) {
    return walk(file, (request, offset, length) -> requests.accept(request));
  }

  /** Reads a file; {@code requests} gets each request with its place, in the order of the file. */
  static RequestLines walk(Path file, Visitor requests) {
    LineParser parser = new LineParser();
    List<Integer> broken = new ArrayList<>();
    long count = 0;
    boolean partial = false;
    try (LineBytes lines = new LineBytes(PlainFile.open(file))) {
      for (int number = 1; lines.next(); number++) {
        if (lines.isBlank()) {
          continue;
        }
        RequestRecord request = parser.parse(lines.bytes(), lines.length());
        if (request != null) {
          requests.visit(request, lines.offset(), lines.length());
        } else if (!lines.isEnded()) {
          partial = true;
        } else {
          count++;
          if (broken.size() < MAX_NAMED) {
            broken.add(number);
          }
        }
      }
    } catch (IOException e) {
      throw new RunLogException(IoReason.unread(file, e));
    }
    return new RequestLines(List.copyOf(broken), count, partial);
  }
}
