package llmbench.comparison;

/** What is to be said of a figure of two columns. */
public enum Judgement {
  /** They are within the tolerance. */
  AGREES("agrees"),
  /** They are further apart, and mean the same. */
  DIFFERS("differs"),
  /** They don't mean the same; a cause says why. */
  INCOMPARABLE("can't be compared"),
  /** One of them was not measured. */
  MISSING("");

  private final String words;

  Judgement(String words) {
    this.words = words;
  }

  /** As a report says it. */
  public String words() {
    return words;
  }
}
