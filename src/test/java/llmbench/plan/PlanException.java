package llmbench.plan;

/** The levels that were asked for can't be had. The message is for the user, and whole. */
public final class PlanException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PlanException(String message) {
    super(message);
  }
}
