package llmbench.timeline;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Why one request failed.
 *
 * @param kind which fault of the family
 * @param message one line for people, such as {@code 404 Not Found}
 * @param body what the server answered, shortened; null when it answered nothing
 * @param broke whether the connection broke within the answer; else the answer ended properly, was
 *     given up, or never began
 */
public record Fault(FaultKind kind, String message, @Nullable String body, boolean broke) {

  /** As much of a body as is kept. */
  public static final int KEPT_BYTES = 2048;

  /** A character of UTF-8 has this many bytes after its first one, at most. */
  private static final int MAX_FOLLOWING = 3;

  /** A fault without a broken connection. */
  public Fault(FaultKind kind, String message, @Nullable String body) {
    this(kind, message, body, false);
  }

  /**
   * What is kept of a server's answer: its first {@link #KEPT_BYTES} as UTF-8, not cut within a
   * character; null of an empty one.
   */
  public static @Nullable String kept(byte[] answer) {
    int end = Math.min(KEPT_BYTES, answer.length);
    int least = end - MAX_FOLLOWING;
    while (end > least && end > 0 && end < answer.length && (answer[end] & 0xC0) == 0x80) {
      end--;
    }
    return end == 0 ? null : new String(answer, 0, end, StandardCharsets.UTF_8);
  }

  /** Whether the run was stopped, which is no failure of the server's. */
  public boolean isInterruption() {
    return kind == FaultKind.INTERRUPTED;
  }

  /** Whether the answer was whole and right, and only too slow: its times are times of answers. */
  public boolean isOfSlowness() {
    return kind == FaultKind.TOO_SLOW;
  }

  /** The same fault with other texts. */
  public Fault withTexts(UnaryOperator<String> change) {
    return new Fault(kind, change.apply(message), body == null ? null : change.apply(body), broke);
  }

  /** Its name and its message, such as {@code http-status: 404 Not Found}. */
  public String line() {
    return message.isBlank() ? kind.label() : kind.label() + ": " + message;
  }
}
