package llmbench.simserver.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.simserver.config.ServerFaultKind;

/** How a stream's messages lie in the chunks of its body, and how their lines are written. */
final class EventShape {

  private static final byte[] COMMENT = ": still here\n\n".getBytes(UTF_8);

  private final ServerFaultKind kind;
  private int id;

  EventShape(ServerFaultKind kind) {
    this.kind = kind;
  }

  /** The contents of the chunks that carry these messages; {@code bytes} of each when split. */
  List<byte[]> chunks(List<byte[]> messages, int bytes) {
    List<byte[]> shaped = messages.stream().map(this::shaped).toList();
    return switch (kind) {
      case COALESCED -> shaped.isEmpty() ? shaped : List.of(joined(shaped));
      case SPLIT -> shaped.stream().flatMap(message -> pieces(message, bytes).stream()).toList();
      default -> shaped;
    };
  }

  private byte[] shaped(byte[] message) {
    return switch (kind) {
      case CRLF -> new String(message, UTF_8).replace("\n", "\r\n").getBytes(UTF_8);
      case COMMENTS -> joined(List.of(COMMENT, message));
      case IDS -> joined(List.of(("id: " + id++ + "\nevent: message\n").getBytes(UTF_8), message));
      default -> message;
    };
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static List<byte[]> pieces(byte[] message, int bytes) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < message.length; at += bytes) {
      pieces.add(Arrays.copyOfRange(message, at, Math.min(message.length, at + bytes)));
    }
    return pieces;
  }
}
