package llmbench.simserver.stream;

/**
 * The token counts of an answer.
 *
 * @param prompt tokens of the prompt
 * @param completion tokens of the answer
 * @param cached tokens of the prompt that the prefix cache had
 * @param saysCached whether an answer that needn't say so is to
 */
record Spent(int prompt, int completion, int cached, boolean saysCached) {

  /** Of prompt and answer. */
  int total() {
    return prompt + completion;
  }

  /** The details of the prompt's tokens; null for none. Like vLLM's, they are silent on none. */
  String promptDetails() {
    return saysCached && cached > 0 ? "{\"cached_tokens\":" + cached + "}" : "null";
  }
}
