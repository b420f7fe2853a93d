package llmbench.plan;

/** Whether what was measured keeps a limit. */
public enum Verdict {
  KEPT,
  BROKEN,
  /** Too few were measured to tell. */
  OPEN;

  /** That of both together: what breaks one breaks both. */
  public Verdict and(Verdict other) {
    if (this == BROKEN || other == BROKEN) {
      return BROKEN;
    }
    return this == KEPT && other == KEPT ? KEPT : OPEN;
  }
}
