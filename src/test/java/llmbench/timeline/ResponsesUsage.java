package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * The token counts of a response: {@code input_tokens} and {@code output_tokens}, or where it has
 * none of these, as evalscope takes them, those of completions. Not thread-safe.
 */
final class ResponsesUsage {

  private static final int UNKNOWN = -1;

  // Of the message under way.
  private boolean found;
  private int input;
  private int output;
  private int prompt;
  private int completion;
  private int cached;

  private @Nullable Usage usage;

  /** A message begins. */
  void begin() {
    found = false;
  }

  /** Takes the object with the counts of the message under way. */
  void read(JsonCursor json) {
    found = false;
    input = UNKNOWN;
    output = UNKNOWN;
    prompt = UNKNOWN;
    completion = UNKNOWN;
    cached = UNKNOWN;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      found = true;
      json.key();
      if (json.stringIs("input_tokens")) {
        input = json.wholeNumber();
      } else if (json.stringIs("output_tokens")) {
        output = json.wholeNumber();
      } else if (json.stringIs("prompt_tokens")) {
        prompt = json.wholeNumber();
      } else if (json.stringIs("completion_tokens")) {
        completion = json.wholeNumber();
      } else if (isDetails(json) && json.peek() == '{') {
        details(json);
      } else {
        json.skip();
      }
    }
  }

  private static boolean isDetails(JsonCursor json) {
    return json.stringIs("input_tokens_details") || json.stringIs("prompt_tokens_details");
  }

  private void details(JsonCursor json) {
    for (boolean part = json.open('{', '}'); part; part = json.more('}')) {
      json.key();
      if (json.stringIs("cached_tokens")) {
        cached = json.wholeNumber();
      } else {
        json.skip();
      }
    }
  }

  /** Whether the message under way has counts. */
  boolean found() {
    return found;
  }

  /** The message is well-formed: its counts hold. */
  void keep() {
    if (!found) {
      return;
    }
    boolean own = input != UNKNOWN || output != UNKNOWN;
    usage = new Usage(known(own ? input : prompt), known(own ? output : completion), known(cached));
  }

  /** The counts; null while there are none. */
  @Nullable Usage usage() {
    return usage;
  }

  private static @Nullable Integer known(int tokens) {
    return tokens == UNKNOWN ? null : tokens;
  }
}
