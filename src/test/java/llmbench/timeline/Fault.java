package llmbench.timeline;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Why one request failed.
 *
 * @param kind which fault of the family
 * @param message one line for people, such as {@code 404 Not Found}
 * @param body what the server answered, shortened; null when it answered nothing
 */
public record Fault(FaultKind kind, String message, @Nullable String body) {

  /** As much of a body as is kept. */
  public static final int KEPT_BYTES = 2048;

  /** A character of UTF-8 has this many bytes after its first one, at most. */
  private static final int MOST_FOLLOWING = 3;

  /**
   * What is kept of a server's answer: its first {@link #KEPT_BYTES} as UTF-8, not cut within a
   * character; null of an empty one.
   */
  public static @Nullable String kept(byte[] answer) {
    int end = Math.min(KEPT_BYTES, answer.length);
    int least = end - MOST_FOLLOWING;
    while (end > least && end > 0 && end < answer.length && (answer[end] & 0xC0) == 0x80) {
      end--;
    }
    return end == 0 ? null : new String(answer, 0, end, StandardCharsets.UTF_8);
  }

  /** Its name and its message, such as {@code http-status: 404 Not Found}. */
  public String line() {
    return message.isBlank() ? kind.label() : kind.label() + ": " + message;
  }
}
