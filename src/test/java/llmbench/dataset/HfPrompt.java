package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a dataset of the hub says.
 *
 * @param text of the prompt
 * @param tokens of the text
 * @param outputTokens to ask for
 * @param media a content part beside the text; null for none
 * @param audio to be heard; null for none
 */
record HfPrompt(
    String text, int tokens, int outputTokens, @Nullable JsonNode media, @Nullable Audio audio) {

  static HfPrompt text(String text, int tokens, int outputTokens) {
    return new HfPrompt(text, tokens, outputTokens, null, null);
  }

  HfPrompt with(@Nullable JsonNode part) {
    return new HfPrompt(text, tokens, outputTokens, part, audio);
  }

  HfPrompt with(Audio sound) {
    return new HfPrompt(text, tokens, outputTokens, media, sound);
  }
}
