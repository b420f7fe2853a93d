package llmbench.timeline;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which form an answer is asked for, and comes. */
public enum AnswerType {
  STREAM("text/event-stream", "event stream"),
  JSON("application/json", "JSON");

  private final String mediaType;
  private final String words;

  AnswerType(String mediaType, String words) {
    this.mediaType = mediaType;
    this.words = words;
  }

  /** Whether a content type says this, whatever its parameters are. */
  public boolean is(String contentType) {
    return contentType.toLowerCase(Locale.ROOT).startsWith(mediaType);
  }

  /** That this did not come, but something of the given content type; for people. */
  public String missing(@Nullable String contentType) {
    boolean named = contentType != null && !contentType.isEmpty();
    return "no "
        + words
        + " but "
        + (named ? contentType : "an answer without content type")
        + " came";
  }

  /**
   * What a request's body asks for: a stream if it is JSON whose {@code stream} is true, else an
   * answer in one piece.
   */
  public static AnswerType askedForBy(byte[] body) {
    JsonCursor json = new JsonCursor();
    json.reset(body, 0, body.length);
    boolean stream = false;
    if (json.peek() == '{') {
      for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
        json.key();
        if (json.stringIs("stream")) {
          stream = json.isTrue();
        } else {
          json.skip();
        }
      }
    }
    return stream ? STREAM : JSON;
  }
}
