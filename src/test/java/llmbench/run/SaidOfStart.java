package llmbench.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import llmbench.injection.StartTime;

/** Says what a load waits for, or that it had nothing left to wait for. */
final class SaidOfStart implements StartTime.Told {

  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public void waits(Instant until, Duration left) {
    SaidOnce.aside(
        String.format(
            Locale.ROOT,
            "All is prepared: waiting for %s, which is in %.1f s; Ctrl-C ends it",
            until,
            left.toMillis() / MILLIS_PER_SECOND));
  }

  @Override
  public void late(Duration by) {
    SaidOnce.aside(
        String.format(
            Locale.ROOT,
            "The load begins %.1f s later than -Dllm.start-at says: not all was prepared",
            by.toMillis() / MILLIS_PER_SECOND));
  }
}
