package llmbench.timeline;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as the server reported them. Not every client looks for them in every message, so
 * they say in what kind of message they came, and what was reported in others before.
 *
 * @param promptTokens tokens of the prompt, chat template included; null when not reported
 * @param completionTokens tokens that were generated; null when not reported
 * @param cachedTokens tokens of the prompt that the prefix cache had; null when not reported
 * @param place the kind of message that they came in
 * @param before the last counts of the kinds of message that more clients look at; null when there
 *     were none, or {@code place} is that of which all take them
 */
public record Usage(
    @Nullable Integer promptTokens,
    @Nullable Integer completionTokens,
    @Nullable Integer cachedTokens,
    Place place,
    @Nullable Usage before) {

  /** The kinds of message that counts come in; the one that all clients look at first. */
  public enum Place {
    /** In a message without choices, or in an answer that came whole. */
    ALONE,
    /** In a chunk that vLLM bench 0.33 takes for no output ({@link StreamedOutput}). */
    BESIDE_CHOICES,
    /** In a chunk with output. */
    WITH_OUTPUT,
    /**
     * As the total of an answer that is vectors or scores, without generated tokens: evalscope
     * takes it where there is no count of the prompt.
     */
    AS_TOTAL;

    /** Its form in requests.jsonl. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The place of that form.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Place of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  public Usage {
    if (before != null && before.place.compareTo(place) >= 0) {
      throw new IllegalArgumentException(
          "counts " + place.label() + " don't hide those " + before.place.label());
    }
  }

  /** Counts in a message that all clients look at. */
  public Usage(
      @Nullable Integer promptTokens,
      @Nullable Integer completionTokens,
      @Nullable Integer cachedTokens) {
    this(promptTokens, completionTokens, cachedTokens, Place.ALONE, null);
  }

  /** What a client knows that looks at these kinds of message, {@code last} among them. */
  public @Nullable Usage upTo(Place last) {
    Usage usage = this;
    while (usage != null && usage.place.compareTo(last) > 0) {
      usage = usage.before;
    }
    return usage;
  }
}
