package llmbench.simserver.request;

/** Token ids that a prompt was given as, or that it was not. Immutable. */
public final class PromptIds {

  /** The prompt was given as text. */
  public static final PromptIds NONE = new PromptIds(false);

  private final boolean given;
  private final int[] ids;

  private PromptIds(boolean given, int... ids) {
    this.given = given;
    this.ids = ids;
  }

  /** These. */
  static PromptIds of(int... ids) {
    return new PromptIds(true, ids.clone());
  }

  /** Whether there are any. */
  public boolean areGiven() {
    return given;
  }

  /** How many. */
  public int count() {
    return ids.length;
  }

  /** All of them. */
  public int[] toArray() {
    return ids.clone();
  }
}
