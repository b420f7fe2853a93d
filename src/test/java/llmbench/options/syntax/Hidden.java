package llmbench.options.syntax;

/** What is written in place of a secret. */
public final class Hidden {

  /** Three stars, however long the secret is. */
  public static final String MARK = "***";

  private Hidden() {}
}
