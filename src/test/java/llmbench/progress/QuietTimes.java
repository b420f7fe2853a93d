package llmbench.progress;

import java.util.function.Consumer;

/**
 * Tells of a run that has become quiet: once it has been for long, then each time that this has
 * doubled. Of one thread.
 */
final class QuietTimes {

  private final Consumer<Quiet> tell;
  private double toldSeconds;

  QuietTimes(Consumer<Quiet> tell) {
    this.tell = tell;
  }

  /** The run is looked at. */
  void look(Quiet quiet) {
    if (!quiet.isLong()) {
      toldSeconds = 0;
    } else if (quiet.seconds() >= 2 * toldSeconds) {
      toldSeconds = quiet.seconds();
      tell.accept(quiet);
    }
  }
}
