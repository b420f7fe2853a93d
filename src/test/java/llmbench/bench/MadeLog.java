package llmbench.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.timeline.RequestRecord;

/**
 * A simulation.log in the layout of Gatling 3.16's {@code LogFileDataWriter}: a record a response,
 * as many bytes as Gatling writes for it. Users are left out, since no report reads them.
 */
final class MadeLog implements AutoCloseable {

  private static final int RESPONSE = 1;
  private static final int LATIN_1 = 0;
  private static final double NANOS_PER_MILLI = 1e6;

  private final DataOutputStream out;
  private boolean named;

  /** Begins a log of a run that starts at this time, which is the clock zero of its record too. */
  MadeLog(Path file, String simulation, long startMillis) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    out.writeByte(0);
    text("3.16.0");
    text(simulation);
    out.writeLong(startMillis);
    text("");
    out.writeInt(0);
    out.writeInt(0);
  }

  /** Logs a successful request of the one name that all have. */
  void add(RequestRecord request) throws IOException {
    out.writeByte(RESPONSE);
    out.writeInt(0);
    // A text stands where it is first seen, under the next number; later only its number does.
    out.writeInt(named ? -1 : 1);
    if (!named) {
      text(request.name());
    }
    out.writeInt(millis(request.sentNanos()));
    out.writeInt(millis(request.endNanos()));
    out.writeBoolean(true);
    out.writeInt(named ? -2 : 2);
    if (!named) {
      text("");
    }
    named = true;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static int millis(long nanos) {
    return (int) (nanos / NANOS_PER_MILLI);
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.writeInt(bytes.length);
    if (bytes.length > 0) {
      out.write(bytes);
      out.writeByte(LATIN_1);
    }
  }
}
