package llmbench.injection;

/**
 * Those of a run's prompts that one model sends, in their order.
 *
 * @param first the place of its first one among all prompts
 * @param size how many follow each other from there
 */
public record PromptRange(PromptsAhead prompts, int first, int size) {

  /** How many of them, the first ones, aren't measured. */
  public int warmUps() {
    return Math.min(size, Math.max(0, prompts.warmUps() - first));
  }

  /**
   * Takes one, as {@link PromptsAhead#take} does.
   *
   * @param turn with a place from 0 on, of these
   */
  void take(Turn turn, PromptsAhead.Taker taker) {
    prompts.take(first + turn.place(), turn.neededNanos(), taker);
  }
}
