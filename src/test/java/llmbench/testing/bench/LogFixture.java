package llmbench.testing.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.TtftGroup;

/**
 * A simulation.log in the layout of Gatling 3.16's {@code LogFileDataWriter}: a record a response
 * and one a time to the first token, as many bytes as Gatling writes for them. Users are left out,
 * since no report reads them.
 */
final class LogFixture implements AutoCloseable {

  private static final int RESPONSE = 1;
  private static final int GROUP = 3;
  private static final int LATIN_1 = 0;
  private static final double NANOS_PER_MILLI = 1e6;

  private final DataOutputStream out;
  private boolean named;

  /** Begins a log of a run that starts at this time, which is the clock zero of its record too. */
  LogFixture(Path file, String simulation, long startMillis) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    out.writeByte(0);
    text("3.16.0");
    text(simulation);
    out.writeLong(startMillis);
    text("");
    out.writeInt(0);
    out.writeInt(0);
  }

  /** Logs a successful request of the one name that all have, and its time to the first token. */
  void add(RequestRecord request) throws IOException {
    int start = millis(request.sentNanos());
    out.writeByte(RESPONSE);
    group();
    cached(2, request.name());
    out.writeInt(start);
    out.writeInt(millis(request.endNanos()));
    out.writeBoolean(true);
    cached(3, "");
    named = true;
    int ttft = millis(firstOutputNanos(request.messages()));
    out.writeByte(GROUP);
    group();
    out.writeInt(start);
    out.writeInt(start + ttft);
    out.writeInt(ttft);
    out.writeBoolean(true);
  }

  private void group() throws IOException {
    out.writeInt(1);
    cached(1, TtftGroup.NAME);
  }

  /** A text stands where it is first seen, under the next number; later only its number does. */
  private void cached(int number, String text) throws IOException {
    out.writeInt(named ? -number : number);
    if (!named) {
      text(text);
    }
  }

  private static long firstOutputNanos(Messages messages) {
    int first = 0;
    while (!messages.kind(first).isOutput()) {
      first++;
    }
    return messages.nanos(first);
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
