package llmbench.dataset;

/**
 * One prompt of a dataset.
 *
 * @param index its place, from 0; requests are sent in this order
 * @param text what the user says, without the chat template; JSON in the forms that say so
 * @param form what the text is
 * @param tokens its length as the dataset counts it
 * @param maxTokens how many output tokens to ask for
 */
public record Prompt(int index, String text, Form form, int tokens, int maxTokens) {

  /** What a prompt's text is. */
  public enum Form {
    /** What the user says. */
    TEXT,
    /** A JSON list of messages. */
    MESSAGES,
    /** A JSON object: a request's whole body, whose fields go before the options. */
    BODY,
    /** A JSON list of token ids. */
    TOKEN_IDS
  }

  /** A prompt that is a text. */
  public Prompt(int index, String text, int tokens, int maxTokens) {
    this(index, text, Form.TEXT, tokens, maxTokens);
  }
}
