package llmbench.dataset;

import java.util.OptionalInt;

/**
 * One prompt of a dataset.
 *
 * @param index its place, from 0; requests are sent in this order
 * @param text what the user says, without the chat template; JSON in the forms that say so
 * @param form what the text is
 * @param tokens its length as the dataset counts it
 * @param maxTokens how many output tokens to ask for
 * @param extras what few prompts have besides
 */
public record Prompt(int index, String text, Form form, int tokens, int maxTokens, Extras extras) {

  /** What a prompt's text is. */
  public enum Form {
    /** What the user says. */
    TEXT,
    /** The same, but never as a message, whatever the URL is. */
    PLAIN,
    /** A JSON list of texts: several inputs of one request; to be ranked, the query first. */
    TEXTS,
    /** A JSON object: a {@code query}, and {@code documents} to be ranked for it. */
    RANKING,
    /** A JSON list of messages. */
    MESSAGES,
    /** A JSON object: a request's whole body, whose fields go before the options. */
    BODY,
    /** A JSON list of token ids. */
    TOKEN_IDS
  }

  /** A prompt that has nothing besides. */
  public Prompt(int index, String text, Form form, int tokens, int maxTokens) {
    this(index, text, form, tokens, maxTokens, Extras.NONE);
  }

  /** A prompt that is a text. */
  public Prompt(int index, String text, int tokens, int maxTokens) {
    this(index, text, Form.TEXT, tokens, maxTokens);
  }

  /** The same with other extras. */
  public Prompt with(Extras newExtras) {
    return new Prompt(index, text, form, tokens, maxTokens, newExtras);
  }

  /** The same at another place. */
  public Prompt at(int place) {
    return new Prompt(place, text, form, tokens, maxTokens, extras);
  }

  /** What is left to be known of it once its request, which says the rest, is made. */
  public Prompt withoutText() {
    return new Prompt(index, "", form, tokens, maxTokens, Extras.NONE.withModel(extras.model()));
  }

  /** The number of its request behind the prefix of ids; empty where it has no id. */
  public OptionalInt requestNumber() {
    return extras.id() == null ? OptionalInt.of(index) : extras.id().number();
  }
}
