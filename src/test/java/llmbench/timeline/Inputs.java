package llmbench.timeline;

/**
 * What a request has a model work on, where that is more than one text.
 *
 * @param count how many inputs it has; 1 of a text or a chat, documents of a ranking
 * @param audioSeconds how long its sound plays; 0 without any
 * @param media how many pictures, videos and sounds it has, which a server counts as tokens, and a
 *     dataset mostly doesn't
 */
public record Inputs(int count, double audioSeconds, int media) {

  /** One input, without sound: most requests. */
  public static final Inputs ONE = new Inputs(1, 0, 0);

  /** So many inputs of text. */
  public static Inputs texts(int count) {
    return new Inputs(count, 0, 0);
  }

  public Inputs {
    if (count < 0 || media < 0 || !(audioSeconds >= 0 && Double.isFinite(audioSeconds))) {
      throw new IllegalArgumentException(
          "a request has numbers of inputs and media and seconds of sound, not %s, %s and %s"
              .formatted(count, media, audioSeconds));
    }
  }
}
