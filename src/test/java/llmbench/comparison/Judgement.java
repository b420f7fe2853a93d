package llmbench.comparison;

import java.util.OptionalDouble;

/** What is to be said of a figure of two columns. */
public enum Judgement {
  /** They are within the tolerance. */
  AGREES("agrees"),
  /** They are further apart, and mean the same. */
  DIFFERS("differs"),
  /** They are further apart, but not by more than each is off by chance. */
  NOISE("within noise"),
  /** They are further apart, and too few moments of the runs show it to be no chance. */
  UNSURE("too few to tell"),
  /** They are further apart since the load is another, and it is better. */
  BETTER("better"),
  /** They are further apart since the load is another, and it is worse. */
  WORSE("worse"),
  /** They don't mean the same; a cause says why. */
  INCOMPARABLE("can't be compared"),
  /** One of them was not measured. */
  MISSING("");

  private final String words;

  static Judgement ofLoad(Figure figure, OptionalDouble differencePercent) {
    return figure.isBetter(differencePercent.orElse(0)) ? BETTER : WORSE;
  }

  Judgement(String words) {
    this.words = words;
  }

  /** As a report says it. */
  public String words() {
    return words;
  }
}
