package llmbench.testing.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import llmbench.timeline.Fault;
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
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DataOutputStream out;
  private final Map<String, Integer> numbers = new HashMap<>();

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

  /** Logs a request, and its time to the first token if it succeeded. */
  void add(RequestRecord request) throws IOException {
    int start = millis(request.sentNanos());
    Fault fault = request.fault();
    out.writeByte(RESPONSE);
    group();
    cached(request.name());
    out.writeInt(start);
    out.writeInt(millis(request.endNanos()));
    out.writeBoolean(request.ok());
    cached(fault == null ? "" : fault.kind().label() + ": " + fault.message());
    if (!request.ok() || request.messages().outputs() == 0) {
      return;
    }
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
    cached(TtftGroup.NAME);
  }

  /** A text stands where it is first seen, under the next number; later only its number does. */
  private void cached(String text) throws IOException {
    Integer number = numbers.putIfAbsent(text, numbers.size() + 1);
    out.writeInt(number == null ? numbers.size() : -number);
    if (number == null) {
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
    return (int) Math.floorDiv(nanos, NANOS_PER_MILLI);
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
