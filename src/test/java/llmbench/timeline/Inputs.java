package llmbench.timeline;

/**
 * What a request has a model work on, where that is more than one text.
 *
 * @param count how many inputs it has; 1 of a text or a chat, documents of a ranking
 * @param audioSeconds how long its sound plays; 0 without any
 */
public record Inputs(int count, double audioSeconds) {

  /** One input, without sound: most requests. */
  public static final Inputs ONE = new Inputs(1, 0);

  public Inputs {
    if (count < 0 || !(audioSeconds >= 0 && Double.isFinite(audioSeconds))) {
      throw new IllegalArgumentException(
          "a request has a number of inputs and seconds of sound, not "
              + count
              + " and "
              + audioSeconds);
    }
  }
}
