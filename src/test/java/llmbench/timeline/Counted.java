package llmbench.timeline;

import java.util.Locale;

/** A count with its noun, in the singular or the plural: {@code 1 request}, {@code 2 requests}. */
public final class Counted {

  private Counted() {}

  /**
   * The count and its noun.
   *
   * @param noun in the singular, one whose plural has an s
   */
  public static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s", count, noun(count, noun));
  }

  /** The noun alone, as it stands behind that count. */
  public static String noun(long count, String noun) {
    return count == 1 ? noun : noun + "s";
  }

  /** What a verb says of the count: {@code is} or {@code are}. */
  public static String be(long count) {
    return count == 1 ? "is" : "are";
  }

  /** What a verb says of the count in the past: {@code was} or {@code were}. */
  public static String were(long count) {
    return count == 1 ? "was" : "were";
  }
}
