package llmbench.simserver.config;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault that the simulated server is to commit.
 *
 * @param kind of the fault
 * @param number that the kind has: a status, bytes, tokens, milliseconds; 0 where it has none
 * @param afterChunks output chunks that come before it. The last one never does, so that a stream
 *     that is cut has no finish reason, however short it is
 */
public record ServerFault(ServerFaultKind kind, int number, int afterChunks) {

  private static final Pattern TEXT =
      Pattern.compile("([a-z]+(?:-[a-z]+)*)(?:-([0-9]{1,9}))?(?:@([0-9]{1,9}))?");

  public ServerFault {
    if (kind.hasNumber() && (number < kind.leastNumber() || number > kind.mostNumber())) {
      throw new IllegalArgumentException(
          "the number of "
              + kind.label()
              + " is from "
              + kind.leastNumber()
              + " to "
              + kind.mostNumber()
              + ", not "
              + number);
    }
    if (afterChunks < 0) {
      throw new IllegalArgumentException(
          "the number of chunks before a fault must be 0 or more," + " not " + afterChunks);
    }
  }

  /** The kind with what it has when nothing is said. */
  public static ServerFault of(ServerFaultKind kind) {
    return new ServerFault(kind, kind.defaultNumber(), kind.defaultChunks());
  }

  /**
   * The fault of this name: the kind's label, {@code -} and its number, {@code @} and the chunks
   * before it, as in {@code reset}, {@code http-503}, {@code cut-rst@12}, {@code giant-5000@3}.
   *
   * @throws IllegalArgumentException when there is none; the message is for people
   */
  public static ServerFault of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw unknown(text);
    }
    ServerFaultKind kind =
        Arrays.stream(ServerFaultKind.values())
            .filter(known -> known.label().equals(parts.group(1)))
            .findFirst()
            .orElseThrow(() -> unknown(text));
    String number = parts.group(2);
    String chunks = parts.group(3);
    if (number != null && !kind.hasNumber()) {
      throw new IllegalArgumentException("'" + text + "': " + kind.label() + " takes no number");
    }
    if (chunks != null && !kind.hasChunks()) {
      throw new IllegalArgumentException(
          "'" + text + "': " + kind.label() + " can't come after chunks");
    }
    return new ServerFault(
        kind,
        number == null ? kind.defaultNumber() : Integer.parseInt(number),
        chunks == null ? kind.defaultChunks() : Integer.parseInt(chunks));
  }

  /** The same after this many output chunks. */
  public ServerFault after(int chunks) {
    return new ServerFault(kind, number, chunks);
  }

  /** The name that {@link #of(String)} takes. */
  @Override
  public String toString() {
    return kind.label()
        + (kind.hasNumber() ? "-" + number : "")
        + (kind.hasChunks() ? "@" + afterChunks : "");
  }

  private static IllegalArgumentException unknown(String text) {
    String known =
        Arrays.stream(ServerFaultKind.values())
            .map(ServerFaultKind::label)
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "no fault is called '"
            + text
            + "'; there are "
            + known
            + "; -NUMBER and @CHUNKS may follow, as in http-503 and cut-rst@12");
  }
}
