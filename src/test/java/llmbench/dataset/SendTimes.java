package llmbench.dataset;

/**
 * When a dataset's prompts are to be sent, as it has them: seconds from the run's start, of any
 * sign and order. They are held, eight bytes each.
 */
public final class SendTimes {

  private final double[] seconds;

  SendTimes(double[] seconds) {
    this.seconds = seconds.clone();
  }

  /** How many there are: one a prompt. */
  public int prompts() {
    return seconds.length;
  }

  /** That of a prompt, by its index. */
  public double seconds(int index) {
    return seconds[index];
  }
}
