package llmbench.reporting;

/** The exit statuses of a report; docs/reliability.md has all of them. */
public final class ExitStatus {

  /**
   * Nothing succeeded, or a rule, an SLO or an assertion is broken; of a comparison, that requests
   * of what is compared are known to be lost.
   */
  public static final int FAILED = 1;

  /** What was asked for can't be done: bad arguments, or files that can't be read or written. */
  public static final int BAD_INPUT = 2;

  private ExitStatus() {}
}
