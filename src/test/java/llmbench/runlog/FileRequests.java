package llmbench.runlog;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import llmbench.files.IoReason;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * The requests of a large requests.jsonl, which stay there: held are only where each line is and
 * its keys, some 32 bytes a request. A line is read again whenever its request is asked for.
 */
final class FileRequests extends Requests {

  private final Path file;
  private final FileBlocks bytes;
  private final LineParser parser = new LineParser();
  private byte[] line = new byte[1 << 12];

  private int size;
  private long[] offsets = new long[1 << 10];
  private int[] lengths = new int[1 << 10];
  private int[] indexes = new int[1 << 10];
  private long[] sentNanos = new long[1 << 10];
  private long[] endNanos = new long[1 << 10];
  private final BitSet failed = new BitSet();
  private final BitSet interrupted = new BitSet();

  /**
   * None yet of a file's.
   *
   * @param files how many are read together
   */
  FileRequests(Path file, int files) {
    this.file = file;
    bytes = new FileBlocks(file, files);
  }

  /** Takes note of a request and where its line is. Only before any is asked for. */
  void note(RequestRecord request, long offset, int length) {
    if (size == offsets.length) {
      int more = Math.addExact(size, size / 2);
      offsets = Arrays.copyOf(offsets, more);
      lengths = Arrays.copyOf(lengths, more);
      indexes = Arrays.copyOf(indexes, more);
      sentNanos = Arrays.copyOf(sentNanos, more);
      endNanos = Arrays.copyOf(endNanos, more);
    }
    offsets[size] = offset;
    lengths[size] = length;
    indexes[size] = request.index();
    sentNanos[size] = request.sentNanos();
    endNanos[size] = request.endNanos();
    failed.set(size, !request.ok());
    interrupted.set(size, request.isInterrupted());
    size++;
  }

  @Override
  public int size() {
    return size;
  }

  /**
   * {@inheritDoc}
   *
   * @throws RunLogException when the file is no longer what it was
   */
  @Override
  public RequestRecord get(int place) {
    int length = lengths[checked(place)];
    if (line.length < length) {
      line = new byte[Math.max(length, Math.min(length, 1 << 29) * 2)];
    }
    RequestRecord request = null;
    String why = "the line at byte " + offsets[place] + " is another one";
    try {
      bytes.read(offsets[place], line, length);
      request = parser.parse(line, length);
    } catch (NoSuchFileException e) {
      why = "it is gone";
    } catch (IOException e) {
      why = IoReason.of(e);
    }
    if (request == null
        || request.index() != indexes[place]
        || request.sentNanos() != sentNanos[place]
        || request.endNanos() != endNanos[place]) {
      throw new RunLogException(
          file
              + " has changed while it was being reported ("
              + why
              + ").\nReport the run again, and leave its files alone meanwhile.");
    }
    return request;
  }

  @Override
  public int index(int place) {
    return indexes[checked(place)];
  }

  @Override
  public long sentNanos(int place) {
    return sentNanos[checked(place)];
  }

  @Override
  public long endNanos(int place) {
    return endNanos[checked(place)];
  }

  @Override
  public boolean ok(int place) {
    return !failed.get(checked(place));
  }

  @Override
  public boolean isInterrupted(int place) {
    return interrupted.get(checked(place));
  }

  private int checked(int place) {
    return Objects.checkIndex(place, size);
  }
}
