package llmbench.dataset;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only some prompts have beside their text.
 *
 * @param id how its request is numbered; null for the prompt's index
 * @param media JSON: a content part or a list of them, which goes behind the text where an API
 *     takes more than text; null for none
 * @param audio what is to be heard; null for none
 * @param model in its request; null for the run's
 * @param headers of its request alone, over those of the run
 */
public record Extras(
    @Nullable RequestId id,
    @Nullable String media,
    @Nullable Audio audio,
    @Nullable String model,
    Map<String, String> headers) {

  /** None of it: most prompts. */
  public static final Extras NONE = new Extras(null, null, null, null, Map.of());

  public Extras {
    headers = Map.copyOf(headers);
  }

  /** The same with another number of its request. */
  public Extras with(RequestId newId) {
    return new Extras(newId, media, audio, model, headers);
  }

  /** The same with this beside the text. */
  public Extras withMedia(String newMedia) {
    return new Extras(id, newMedia, audio, model, headers);
  }

  /** The same with this to be heard. */
  public Extras with(Audio newAudio) {
    return new Extras(id, media, newAudio, model, headers);
  }

  /** The same for another model; null for the run's. */
  public Extras withModel(@Nullable String newModel) {
    return new Extras(id, media, audio, newModel, headers);
  }

  /** The same with these headers. */
  public Extras withHeaders(Map<String, String> newHeaders) {
    return new Extras(id, media, audio, model, newHeaders);
  }
}
