package llmbench.plan;

/** A plan is only to be shown, and nothing measured. The message is that text. */
public final class PlanShown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PlanShown(String text) {
    super(text);
  }
}
