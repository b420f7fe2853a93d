package llmbench.simserver.request;

/**
 * What a request for vectors or scores asks for besides.
 *
 * @param inputs how many vectors or scores its answer has
 * @param encoding {@code encoding_format}: how they are written
 * @param truncates whether an input that is too long is cut, and not refused
 */
public record Pooled(int inputs, String encoding, boolean truncates) {

  /** Nothing, in a request that generates. */
  public static final Pooled NONE = new Pooled(0, "float", false);
}
