package llmbench.dataset;

/**
 * One prompt of a dataset.
 *
 * @param index its place, from 0; requests are sent in this order
 * @param text what the user says, without the chat template
 * @param tokens its length as the dataset counts it
 * @param maxTokens how many output tokens to ask for
 */
public record Prompt(int index, String text, int tokens, int maxTokens) {}
