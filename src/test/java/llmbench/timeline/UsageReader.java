package llmbench.timeline;

import java.util.Arrays;
import llmbench.timeline.Usage.Place;
import org.jspecify.annotations.Nullable;

/**
 * Collects the token counts of one answer, for each kind of message that a client may look at: what
 * it knows that looks at messages of that {@link Place} and those before it. Makes no object while
 * the stream goes on.
 *
 * <p>As vLLM bench takes them: of several counts the last hold; where these don't say how many
 * tokens were generated, that is not known, while the prompt's tokens stay those that were said
 * before; and a {@code usage} with nothing in it is none.
 *
 * <p>Not thread-safe; one for each answer.
 */
final class UsageReader {

  private static final int UNKNOWN = -1;
  private static final Place[] PLACES = Place.values();

  private final int[] prompt = unknown();
  private final int[] completion = unknown();
  private final int[] cached = unknown();

  // Of the message under way.
  private boolean found;
  private int newPrompt;
  private int newCompletion;
  private int newCached;

  private static int[] unknown() {
    int[] counts = new int[PLACES.length];
    Arrays.fill(counts, UNKNOWN);
    return counts;
  }

  /** A message begins. */
  void begin() {
    found = false;
  }

  /** Takes the object with the counts of the message under way. */
  void read(JsonCursor json) {
    found = false;
    newPrompt = UNKNOWN;
    newCompletion = UNKNOWN;
    newCached = UNKNOWN;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      found = true;
      json.key();
      if (json.stringIs("prompt_tokens")) {
        newPrompt = json.wholeNumber();
      } else if (json.stringIs("completion_tokens")) {
        newCompletion = json.wholeNumber();
      } else if (json.stringIs("prompt_tokens_details") && json.peek() == '{') {
        details(json);
      } else {
        json.skip();
      }
    }
  }

  private void details(JsonCursor json) {
    for (boolean part = json.open('{', '}'); part; part = json.more('}')) {
      json.key();
      if (json.stringIs("cached_tokens")) {
        newCached = json.wholeNumber();
      } else {
        json.skip();
      }
    }
  }

  /** Whether the message under way has counts. */
  boolean found() {
    return found;
  }

  /** The message is well-formed, and of that kind: its counts hold. */
  void keep(Place place) {
    if (!found) {
      return;
    }
    for (int i = PLACES.length - 1; i >= 0 && PLACES[i].compareTo(place) >= 0; i--) {
      prompt[i] = newPrompt == UNKNOWN ? prompt[i] : newPrompt;
      completion[i] = newCompletion;
      cached[i] = newCached == UNKNOWN ? cached[i] : newCached;
    }
  }

  /** The counts so far; null while there are none. */
  @Nullable Usage usage() {
    Usage usage = null;
    for (int i = 0; i < PLACES.length; i++) {
      if (usage == null ? isKnown(i) : differs(i)) {
        usage =
            new Usage(known(prompt[i]), known(completion[i]), known(cached[i]), PLACES[i], usage);
      }
    }
    return usage;
  }

  private boolean isKnown(int i) {
    return prompt[i] != UNKNOWN || completion[i] != UNKNOWN;
  }

  /** Whether who looks at one more kind of message knows something else. */
  private boolean differs(int i) {
    return prompt[i] != prompt[i - 1]
        || completion[i] != completion[i - 1]
        || cached[i] != cached[i - 1];
  }

  private static @Nullable Integer known(int tokens) {
    return tokens == UNKNOWN ? null : tokens;
  }
}
